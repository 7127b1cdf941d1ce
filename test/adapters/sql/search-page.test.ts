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
  readonly name: string;
}

/** Few letters, so that patterns match none, some or most of the studies, and every way of searching is taken. */
const letter = (number: number): string => 'AAAB_%'.charAt(number % 6);
const wordOf = (number: number): string => ['A', 'AB', 'BA', 'BAB', 'ANNA', 'C'][number % 6] ?? '';
const known: readonly Known[] = Array.from({ length: 600 }, (_, study) => ({
  study,
  id: `${letter(study)}${letter(study >> 2)}${letter(study >> 4)}${letter(study >> 6)}`,
  date: `202401${String(((study * 7) % 28) + 1).padStart(2, '0')}`,
  modality: study % 3 === 0 ? 'CT' : 'MR',
  name: `${wordOf(study)}${'^^ -'.charAt(study % 4)}${wordOf(study >> 2)}${study % 5 === 0 ? ` ${wordOf(study >> 3)}` : ''}`,
}));

let index: StudyIndex;
beforeAll(async () => {
  index = await openSqliteIndex(':memory:');
  const instances = known.map(({ study, id, date, modality, name }) =>
    makeInstance({ study, attributes: { '00100020': id, '00080020': date, '00080060': modality, '00100010': name } }),
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

it('finds and counts names by pattern, or by the beginnings of words, as a plain comparison does', async () => {
  const demands = fc.record({
    pattern: fc.string({ unit: fc.constantFrom('A', 'B', 'N', '^', ' ', '-', '*', '?'), minLength: 1, maxLength: 6 }),
    fuzzyMatching: fc.boolean(),
    limit: fc.constantFrom(1, 5, 40, 1_000),
    offset: fc.constantFrom(0, 3, 50),
    days: fc.option(
      fc.record({ from: fc.constantFrom('20240105', '20240120'), to: fc.constantFrom('20240110', '20240301') }),
    ),
  });
  const law = fc.asyncProperty(demands, async ({ pattern, fuzzyMatching, limit, offset, days }) => {
    fc.pre(fuzzyMatching ? /[ABN]/.test(pattern) : pattern.trim() !== '');
    const text = fuzzyMatching ? pattern.replace(/[*?-]/g, ' ') : pattern;
    const match: AttributeMatch = fuzzyMatching
      ? { tag: '00100010', kind: 'single', value: text }
      : { tag: '00100010', kind: 'wildcard', pattern };

    const dated: AttributeMatch[] = days === null ? [] : [{ tag: '00080020', kind: 'range', bounds: days }];
    const query = makeQuery({ matches: [match, ...dated], fuzzyMatching, limit, offset });

    const page = await index.search(permits.search, query);

    const expected = known
      .filter(({ date }) => days === null || (date >= days.from && date <= days.to))
      .filter(({ name }) => (fuzzyMatching ? beginWords(name, text) : regExpOf(pattern).test(name)))
      .sort((a, b) => compare(b.date, a.date) || compare(uidOf(a.study), uidOf(b.study)));
    expect(page.total).toBe(expected.length);
    expect(page.matches.map(({ studyUid }) => studyUid)).toEqual(
      expected.slice(offset, offset + limit).map(({ study }) => uidOf(study)),
    );
  });

  await fc.assert(law, { numRuns: 500 });
});

it('counts studies of days and modalities as a plain comparison does', async () => {
  const day = fc.option(fc.constantFrom('20231231', '20240101', '20240110', '20240128', '20240301'), {
    nil: undefined,
  });
  const demands = fc.record({ from: day, to: day, modality: fc.option(fc.constantFrom('CT', 'MR', 'XX')) });
  const law = fc.asyncProperty(demands, async ({ from, to, modality }) => {
    const matches: AttributeMatch[] = [{ tag: '00080020', kind: 'range', bounds: { from, to } }];
    if (modality !== null) matches.push({ tag: '00080061', kind: 'single', value: modality });

    const page = await index.search(permits.search, makeQuery({ matches, limit: 1 }));

    const isWithin = ({ date }: Known) => date >= (from ?? '') && date <= (to ?? '9');
    const expected = known.filter((one) => isWithin(one) && (modality === null || one.modality === modality));
    expect(page.total).toBe(expected.length);
  });

  await fc.assert(law, { numRuns: 100 });
});

const beginWords = (name: string, text: string): boolean =>
  text.split(/[ ^]+/).every((wanted) => name.split(/[ ^-]/).some((word) => word.startsWith(wanted)));

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function regExpOf(pattern: string): RegExp {
  const text = pattern.replace(/[^*?]/g, (literal) => `\\u{${literal.charCodeAt(0).toString(16)}}`);
  return new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u');
}
