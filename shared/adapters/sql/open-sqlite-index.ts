import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { SearchKey } from '../../search/search-key.ts';
import { asIndexFailure } from './index-failure.ts';
import { settleSearchKeys } from './known-keys.ts';
import { migrateIndex } from './migrations.ts';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';
import type { IndexTables } from './schema.ts';
import { SqlStudyIndex } from './sql-study-index.ts';

/** SQLite waits with the whole process standing still, so it waits briefly; the index comes again by itself. */
const busyTimeoutMs = 100;
const cacheKibibytes = 64 * 1024;
/** Pages of 4 KiB: a page that ten batches change is then written back once. Bounds the log at about 32 MiB. */
const checkpointPages = 8_000;

/** The index of one machine, in one file. With FULL a commit is on the disk when it returns, as a 200 promises. */
export async function openSqliteIndex(file: string, searchKeys: readonly SearchKey[] = []): Promise<SqlStudyIndex> {
  try {
    const sqlite = new DatabaseSync(file);
    sqlite.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma busy_timeout = ${busyTimeoutMs};
      pragma cache_size = -${cacheKibibytes};
      pragma temp_store = memory;
      pragma wal_autocheckpoint = ${checkpointPages};
    `);
    const database = new Kysely<IndexTables>({ dialect: nodeSqliteDialect(sqlite) });
    await migrateIndex(database, 'sqlite');
    return new SqlStudyIndex(database, 'sqlite', await settleSearchKeys(database, searchKeys));
  } catch (error) {
    throw asIndexFailure(error);
  }
}
