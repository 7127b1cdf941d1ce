import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresIndex } from '../../shared/adapters/sql/open-postgres-index.ts';
import { startPostgres } from './postgres-server.ts';
import { studyIndexContract } from './study-index.contract.ts';
import { makeInstance, permits } from './synthetic-instances.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

if (server === undefined) {
  describe.skip('the index in PostgreSQL', () => {
    it('needs a PostgreSQL server that starts', () => undefined);
  });
} else {
  describe('several hosts on one PostgreSQL', () => {
    it('may start at once on an empty database, and write into one study at once', async () => {
      const hosts = await Promise.all(Array.from({ length: 4 }, () => openPostgresIndex(server.settings)));
      const writes = hosts.map((host, series) => host.insertInstances(permits.write, [makeInstance({ series })]));

      const outcomes = await Promise.all(writes);

      expect(outcomes.flat()).toEqual(['inserted', 'inserted', 'inserted', 'inserted']);
      const digests = await Promise.all(hosts.map((host) => host.digest(permits.maintain)));
      expect(new Set(digests).size).toBe(1);
      await Promise.all(hosts.map((host) => host.close()));
    });
  });

  studyIndexContract('the index in PostgreSQL', (keys) => openPostgresIndex(server.settings, keys));
}
