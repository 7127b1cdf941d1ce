import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { nodeSqliteDialect } from '../../../shared/adapters/sql/node-sqlite-dialect.ts';

const sqliteFull = 13;
const sqlite = new DatabaseSync(':memory:');
const database = new Kysely<Record<string, never>>({ dialect: nodeSqliteDialect(sqlite) });

afterEach(() => database.destroy());

it('a transaction that SQLite itself rolled back, as on a full disk, fails with the reason and leaves the way free', async () => {
  await sql`create table notes (text)`.execute(database);
  sqlite.exec('pragma max_page_count = 3');

  const tooMuch = database.transaction().execute(async (transaction) => {
    await sql`insert into notes values (${'x'.repeat(100_000)})`.execute(transaction);
  });
  await expect(tooMuch).rejects.toMatchObject({ errcode: sqliteFull });
  await database.transaction().execute((transaction) => sql`insert into notes values ('small')`.execute(transaction));

  expect((await sql`select text from notes`.execute(database)).rows).toEqual([{ text: 'small' }]);
});
