import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAuditPostgres } from './start-audit-postgres.ts';

let server: Awaited<ReturnType<typeof startAuditPostgres>>;

beforeAll(async () => {
  server = await startAuditPostgres();
});
afterAll(() => server?.stop());

it('a connection that the server ends between two statements fails the transaction, not the process', async (context) => {
  if (server === undefined) return context.skip();
  const database = await server.openEmptyDatabase();

  const broken = database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database);
    await pause(200);
    await sql`select 1`.execute(transaction);
  });
  await expect(broken).rejects.toThrow();
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database);
  await database.destroy();

  expect(rows).toEqual([{ one: 1 }]);
});
