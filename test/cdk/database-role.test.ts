import { createSecretKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresAuditTrail } from '../../shared/adapters/sql/open-postgres-audit-trail.ts';
import { openPostgresIndex } from '../../shared/adapters/sql/open-postgres-index.ts';
import { startPostgres } from '../contract/postgres-server.ts';

const server = await startPostgres();

afterAll(() => server?.stop());

describe.skipIf(server === undefined)('the role of the functions in the database', () => {
  it('is enough for them to make and use their tables, and no more than that', async () => {
    if (server === undefined) return;
    const statements = (await readFile(new URL('../../cdk/database-role.sql', import.meta.url), 'utf8'))
      .trim()
      .split('\n');
    const { tlsAuthorities: _, maxConnections: __, ...address } = server.settings;
    const owner = new pg.Client(address);
    await owner.connect();
    await owner.query('CREATE ROLE rds_iam');
    for (const statement of statements) await owner.query(statement);
    await owner.query("ALTER ROLE gateway PASSWORD 'in-place-of-a-token'");
    const settings = { ...server.settings, user: 'gateway', password: 'in-place-of-a-token' };

    const index = await openPostgresIndex(settings);
    const audit = await openPostgresAuditTrail(settings, createSecretKey(Buffer.alloc(32, 7)));

    await audit.record({
      action: 'query',
      outcome: 'success',
      subject: 's',
      clientId: 'c',
      remoteAddress: '192.0.2.7',
      requestId: 'r',
      route: 'GET /dicomweb/studies',
    });
    const { rows } = await owner.query(
      "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'gateway'",
    );
    expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
    await index.close();
    await audit.close();
    await owner.end();
  });
});
