import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { SqlFlavour } from './schema.ts';

/** One chain a writing process, so that no writer waits for another. */
export interface AuditTables {
  readonly audit_records: {
    stream: string;
    sequence: number;
    /** The record in canonical JSON: what is sealed is what is kept. */
    record: string;
  };
  readonly audit_anchors: {
    stream: string;
    anchor: string;
  };
}

/** Brings the tables up to date; apart from the index's, whose tables may be thrown away and rebuilt. */
export async function migrateAuditTrail(database: Kysely<AuditTables>, flavour: SqlFlavour): Promise<void> {
  const migrations: Record<string, Migration> = { '0001-audit': { up: (db) => createAuditTables(db, flavour) } };
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'audit_migrations',
    migrationLockTableName: 'audit_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function createAuditTables(database: Kysely<unknown>, flavour: SqlFlavour): Promise<void> {
  const text = flavour === 'sqlite' ? sql`text` : sql`text collate "C"`;
  await database.schema
    .createTable('audit_records')
    .addColumn('stream', text, (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('record', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_records_key', ['stream', 'sequence'])
    .execute();
  await database.schema
    .createTable('audit_anchors')
    .addColumn('stream', text, (column) => column.notNull().primaryKey())
    .addColumn('anchor', text, (column) => column.notNull())
    .execute();
}
