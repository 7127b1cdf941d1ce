import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteIndex } from '../../../shared/adapters/sql/open-sqlite-index.ts';
import type { AttributeMatch } from '../../../shared/ports/search-query.ts';
import type { StudyIndex } from '../../../shared/ports/study-index.ts';
import { makeInstance, makeQuery, permits, uidOf } from '../../contract/synthetic-instances.ts';

interface Known {
  readonly study: number;
  readonly id: string;
  readonly date: string;
  readonly modality: string;
}

/** Few letters, so that patterns match none, some or most of the studies, and every way of searching is taken. */
const letter = (number: number): string => 'AAAB_%'.charAt(number % 6);
const known: readonly Known[] = Array.from({ length: 600 }, (_, study) => ({
  study,
  id: `${letter(study)}${letter(study >> 2)}${letter(study >> 4)}${letter(study >> 6)}`,
  date: `202401${String(((study * 7) % 28) + 1).padStart(2, '0')}`,
  modality: study % 3 === 0 ? 'CT' : 'MR',
}));

let index: StudyIndex;
beforeAll(async () => {
  index = await openSqliteIndex(':memory:');
  const instances = known.map(({ study, id, date, modality }) =>
    makeInstance({ study, attributes: { '00100020': id, '00080020': date, '00080060': modality } }),
  );
  await index.insertInstances(permits.write, instances);
});
afterAll(() => index.close());

it('finds what a plain comparison of every study finds, in the same order, page by page', async () => {
  const demands = fc.record({
    pattern: fc.string({ unit: fc.constantFrom('A', 'B', '_', '%', '*', '?'), minLength: 1, maxLength: 6 }),
    modality: fc.option(fc.constantFrom('CT', 'MR', 'C*', 'XX')),
    from: fc.option(fc.constantFrom('20240101', '20240110', '20240128')),
    limit: fc.constantFrom(1, 5, 1_000),
    offset: fc.constantFrom(0, 3, 50),
  });
  const law = fc.asyncProperty(demands, async ({ pattern, modality, from, limit, offset }) => {
    const matches: AttributeMatch[] = [{ tag: '00100020', kind: 'wildcard', pattern }];
    if (modality !== null) matches.push({ tag: '00080061', kind: 'wildcard', pattern: modality });
    if (from !== null) matches.push({ tag: '00080020', kind: 'range', bounds: { from } });

    const page = await index.search(permits.search, makeQuery({ matches, limit, offset }));

    const expected = known
      .filter((one) => regExpOf(pattern).test(one.id) && regExpOf(modality ?? '*').test(one.modality))
      .filter(({ date }) => from === null || date >= from)
      .sort((a, b) => compare(b.date, a.date) || compare(uidOf(a.study), uidOf(b.study)));
    expect(page.total).toBe(expected.length);
    expect(page.matches.map(({ studyUid }) => studyUid)).toEqual(
      expected.slice(offset, offset + limit).map(({ study }) => uidOf(study)),
    );
  });

  await fc.assert(law, { numRuns: 300 });
});

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function regExpOf(pattern: string): RegExp {
  const text = pattern.replace(/[^*?]/g, (literal) => `\\u{${literal.charCodeAt(0).toString(16)}}`);
  return new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u');
}
