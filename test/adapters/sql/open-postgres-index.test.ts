import { expect, it } from 'vitest';
import { openPostgresIndex } from '../../../shared/adapters/sql/open-postgres-index.ts';

it('says that the index is unavailable, and when to come again, where no server listens', async () => {
  const nowhere = {
    host: '127.0.0.1',
    port: 1,
    database: 'portcullis',
    user: 'portcullis',
    password: 'none',
    tlsAuthorities: undefined,
    maxConnections: 1,
  };

  const failure = await openPostgresIndex(nowhere).catch((error: unknown) => error);

  expect(failure).toMatchObject({ code: 'index-unavailable', status: 503, headers: { 'Retry-After': '5' } });
  expect(String(failure)).not.toContain('127.0.0.1');
});
