import { Kysely, PostgresDialect } from 'kysely';
import { asIndexFailure } from './index-failure.ts';
import { migrateIndex } from './migrations.ts';
import { type PostgresSettings, postgresPool } from './postgres-pool.ts';
import type { IndexTables } from './schema.ts';
import { SqlStudyIndex } from './sql-study-index.ts';

/** An index that several hosts share. */
export async function openPostgresIndex(settings: PostgresSettings): Promise<SqlStudyIndex> {
  const database = new Kysely<IndexTables>({ dialect: new PostgresDialect({ pool: postgresPool(settings) }) });
  try {
    await migrateIndex(database, 'postgres');
    return new SqlStudyIndex(database, 'postgres');
  } catch (error) {
    await database.destroy();
    throw asIndexFailure(error);
  }
}
