import { Kysely, PostgresDialect } from 'kysely';
import type { SearchKey } from '../../search/search-key.ts';
import { asIndexFailure } from './index-failure.ts';
import { settleSearchKeys } from './known-keys.ts';
import { migrateIndex } from './migrations.ts';
import { type PostgresSettings, postgresPool } from './postgres-pool.ts';
import type { IndexTables } from './schema.ts';
import { SqlStudyIndex } from './sql-study-index.ts';

/** An index that several hosts share. */
export async function openPostgresIndex(
  settings: PostgresSettings,
  searchKeys: readonly SearchKey[] = [],
): Promise<SqlStudyIndex> {
  const database = new Kysely<IndexTables>({ dialect: new PostgresDialect({ pool: postgresPool(settings) }) });
  try {
    await migrateIndex(database, 'postgres');
    return new SqlStudyIndex(database, 'postgres', await settleSearchKeys(database, searchKeys));
  } catch (error) {
    await database.destroy();
    throw asIndexFailure(error);
  }
}
