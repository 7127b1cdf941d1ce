import { createSecretKey, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { nodeSqliteDialect } from '../../../shared/adapters/sql/node-sqlite-dialect.ts';
import { SqlAuditTrail } from '../../../shared/adapters/sql/sql-audit-trail.ts';
import { type AuditTables, migrateAuditTrail } from '../../../shared/adapters/sql/sql-audit-trail-schema.ts';
import { verifySqlAuditTrail } from '../../../shared/adapters/sql/sql-audit-trail-verify.ts';
import { makeAuditEvent } from '../../audit/make-audit-event.ts';
import { type AuditTrailUnderTest, auditTrailContract } from '../../contract/audit-trail.contract.ts';
import { startAuditPostgres } from './start-audit-postgres.ts';

const key = createSecretKey(randomBytes(32));

async function openSqlite(): Promise<Kysely<AuditTables>> {
  const database = new Kysely<AuditTables>({ dialect: nodeSqliteDialect(new DatabaseSync(':memory:')) });
  await migrateAuditTrail(database, 'sqlite');
  return database;
}

async function underTest(database: Kysely<AuditTables>): Promise<AuditTrailUnderTest> {
  return {
    trail: new SqlAuditTrail({ database, key }),
    readTexts: async () => {
      const rows = await database
        .selectFrom('audit_records')
        .selectAll()
        .orderBy('stream')
        .orderBy('sequence')
        .execute();
      return rows.map(({ record }) => record);
    },
    isWhole: async () => (await verifySqlAuditTrail(database, key)).kind === 'whole',
    reopen: async () => new SqlAuditTrail({ database, key }),
    remove: () => database.destroy(),
  };
}

const postgres = await startAuditPostgres();
afterAll(() => postgres?.stop());

const databases = [
  { name: 'SQLite', open: openSqlite },
  ...(postgres === undefined ? [] : [{ name: 'PostgreSQL', open: postgres.openEmptyDatabase }]),
];

for (const { name, open } of databases) {
  auditTrailContract(`SqlAuditTrail on ${name}`, async () => underTest(await open()));

  describe(`SqlAuditTrail on ${name}`, () => {
    async function filled() {
      const database = await open();
      onTestFinished(() => database.destroy());
      const trails = [1, 2].map(() => new SqlAuditTrail({ database, key }));
      const records = [0, 1, 2, 3, 4, 5].map((at) => trails[at % 2]?.record(makeAuditEvent({ requestId: `r-${at}` })));
      await Promise.all(records);
      return { database, trails };
    }
    const breakOf = async (database: Kysely<AuditTables>) => {
      const verdict = await verifySqlAuditTrail(database, key);
      return verdict.kind === 'whole' ? verdict : { kind: verdict.where.kind, line: verdict.where.line };
    };

    it('lets each writer chain its own stream', async () => {
      const { database } = await filled();

      expect(await verifySqlAuditTrail(database, key)).toEqual({ kind: 'whole', records: 6, streams: 2 });
    });

    it('finds rows that were changed, deleted, moved and cut off', async () => {
      const { database } = await filled();
      const rows = await database
        .selectFrom('audit_records')
        .selectAll()
        .orderBy('stream')
        .orderBy('sequence')
        .execute();
      const put = (at: number, record: string) =>
        database
          .updateTable('audit_records')
          .set({ record })
          .where('stream', '=', rows[at]?.stream ?? '')
          .where('sequence', '=', rows[at]?.sequence ?? 0)
          .execute();
      const texts = rows.map(({ record }) => record);

      await put(1, texts[1]?.replace('viewer', 'wiever') ?? '');
      expect(await breakOf(database)).toEqual({ kind: 'edited', line: 2 });
      await put(1, texts[2] ?? '');
      expect(await breakOf(database)).toEqual({ kind: 'missing', line: 2 });
      await put(1, texts[4] ?? '');
      expect(await breakOf(database)).toEqual({ kind: 'misplaced', line: 2 });
      await put(1, texts[1] ?? '');
      await database.deleteFrom('audit_records').where('sequence', '=', 3).execute();
      expect(await breakOf(database)).toEqual({ kind: 'cut-off', line: 2 });
      await database.deleteFrom('audit_anchors').execute();
      expect(await breakOf(database)).toEqual({ kind: 'anchor-missing', line: 0 });
    });

    it('refuses while rows cannot be written, and goes on in a stream of its own', async () => {
      const { database, trails } = await filled();
      const [trail] = trails;

      await database.schema.alterTable('audit_records').renameTo('aside').execute();
      await expect(trail?.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
      await database.schema.alterTable('aside').renameTo('audit_records').execute();
      await trail?.record(makeAuditEvent());

      expect(await verifySqlAuditTrail(database, key)).toEqual({ kind: 'whole', records: 7, streams: 3 });
    });

    it('verifies a stream of more rows than one page', async () => {
      const { database, trails } = await filled();

      await Promise.all(Array.from({ length: 2_300 }, () => trails[0]?.record(makeAuditEvent())));

      expect(await verifySqlAuditTrail(database, key)).toMatchObject({ kind: 'whole', records: 2_306 });
    });
  });
}
