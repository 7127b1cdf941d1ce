import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrateIndex } from '../../../shared/adapters/sql/migrations.ts';
import { nodeSqliteDialect } from '../../../shared/adapters/sql/node-sqlite-dialect.ts';
import type { IndexTables } from '../../../shared/adapters/sql/schema.ts';
import { searchConditions } from '../../../shared/adapters/sql/search-conditions.ts';
import { countStatement, pageStatement } from '../../../shared/adapters/sql/search-statement.ts';
import type { AttributeMatch, SearchQuery } from '../../../shared/ports/search-query.ts';
import { makeQuery, uidOf } from '../../contract/synthetic-instances.ts';

const matches: Readonly<Record<string, AttributeMatch>> = {
  'a patient ID': { tag: '00100020', kind: 'single', value: 'P1' },
  'an accession number': { tag: '00080050', kind: 'single', value: 'A1' },
  'a week': { tag: '00080020', kind: 'range', bounds: { from: '20240101', to: '20240107' } },
  'the beginning of a name': { tag: '00100010', kind: 'wildcard', pattern: 'SMITH*' },
  'the inside of a name': { tag: '00100010', kind: 'wildcard', pattern: '*MIT*' },
  'a modality': { tag: '00080061', kind: 'single', value: 'CT' },
  'a study UID': { tag: '0020000D', kind: 'uid-list', values: [uidOf(1)] },
  'a birth date': { tag: '00100030', kind: 'range', bounds: { from: '19700101', to: '19700101' } },
};

describe('a search in SQLite', () => {
  it.each(Object.entries(matches))('for %s visits no table whole, to count or to answer', async (_, match) => {
    const levels = ['study', 'series', 'instance'] as const;

    const plans = await Promise.all(levels.map((level) => planOf(makeQuery({ level, matches: [match] }))));

    expect(
      plans.flat().filter((step) => /^SCAN (?:studies|series|instances|study_modalities|terms)\b/.test(step)),
    ).toEqual([]);
  });

  it('for what has no value walks along the studies that have none, in the order of the answer', async () => {
    const plan = await planOf(makeQuery({ matches: [{ tag: '00080050', kind: 'empty' }] }));

    expect(plan.filter((step) => step.includes('studies'))).toEqual([
      'SCAN studies USING COVERING INDEX studies_without_accession_number',
      'SCAN studies USING COVERING INDEX studies_without_accession_number',
    ]);
    expect(plan.join()).not.toContain('TEMP B-TREE FOR ORDER');
  });

  it('for a part of a name within days reads the uses of those days alone', async () => {
    const plan = await planOf(
      makeQuery({
        matches: [
          { tag: '00100010', kind: 'wildcard', pattern: '*SMI*' },
          { tag: '00080020', kind: 'range', bounds: { from: '20240101', to: '20240107' } },
        ],
      }),
    );

    expect(plan.join('\n')).toMatch(
      /SEARCH word_uses USING PRIMARY KEY \(word_key=\? AND negative_date>\? AND negative_date<\?\)/,
    );
  });

  it('for everything walks along the order of the answer and sorts nothing', async () => {
    const plan = await planOf(makeQuery());

    expect(plan[0]).toBe('SCAN studies USING COVERING INDEX studies_newest_first');
    expect(plan.join()).not.toContain('TEMP B-TREE');
  });
});

async function planOf(query: SearchQuery): Promise<string[]> {
  const sqlite = new DatabaseSync(':memory:');
  const database = new Kysely<IndexTables>({ dialect: nodeSqliteDialect(sqlite) });
  await migrateIndex(database, 'sqlite');
  const conditions = searchConditions(query, { flavour: 'sqlite', searchKeys: [] });
  const statements = [pageStatement(query, conditions, 'find'), countStatement(query.level, conditions)];
  const steps = statements.flatMap((statement) => {
    const { sql, parameters } = statement.compile(database);
    return sqlite.prepare(`explain query plan ${sql}`).all(...(parameters as string[]));
  });
  await database.destroy();
  return steps.map(({ detail }) => String(detail));
}
