import { afterAll, describe, it } from 'vitest';
import { openPostgresIndex } from '../../shared/adapters/sql/open-postgres-index.ts';
import { startPostgres } from './postgres-server.ts';
import { studyIndexContract } from './study-index.contract.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

if (server === undefined) {
  describe.skip('the index in PostgreSQL', () => {
    it('needs a PostgreSQL server that starts', () => undefined);
  });
} else {
  studyIndexContract('the index in PostgreSQL', () => openPostgresIndex(server.settings));
}
