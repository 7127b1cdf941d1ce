import { Kysely, PostgresDialect } from 'kysely';
import { auditUnavailable } from '../../audit/audit-unavailable.ts';
import type { AuditKey } from '../../audit/hash-chain.ts';
import type { AuditTrail } from '../../ports/audit-trail.ts';
import { type PostgresSettings, postgresPool } from './postgres-pool.ts';
import { SqlAuditTrail } from './sql-audit-trail.ts';
import { type AuditTables, migrateAuditTrail } from './sql-audit-trail-schema.ts';

/** The trail with connections of its own: a search that holds all of the index's must not keep it from being recorded. */
export async function openPostgresAuditTrail(settings: PostgresSettings, key: AuditKey): Promise<AuditTrail> {
  const database = new Kysely<AuditTables>({ dialect: new PostgresDialect({ pool: postgresPool(settings) }) });
  try {
    await migrateAuditTrail(database, 'postgres');
  } catch (error) {
    await database.destroy();
    throw auditUnavailable(error);
  }
  const trail = new SqlAuditTrail({ database, key });
  return {
    record: (event) => trail.record(event),
    close: async () => {
      await trail.close();
      await database.destroy();
    },
  };
}
