import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runFixture } from '../../cli/guard/run-fixture.ts';
import { routes } from '../../lambdas/routes.ts';
import { allChecks } from '../../shared/guard/all-checks.ts';
import { allDetectors } from '../../shared/guard/all-detectors.ts';
import { detectorGroups, packs } from '../../shared/guard/detector.ts';
import { createGuard } from '../../shared/guard/guard.ts';
import { carriers } from '../../shared/guard/inspected-text.ts';
import { baselinePolicy } from '../../shared/guard/policy/baseline-policy.ts';
import { checkIds } from '../../shared/guard/policy/check-ids.ts';
import { loadPolicy, parsePolicyDocument } from '../../shared/guard/policy/load-policy.ts';
import { partSchemas, policyDocumentSchema } from '../../shared/guard/policy/policy-document.ts';
import { findTagPathFault } from '../../shared/guard/tag-path.ts';
import { verdicts } from '../../shared/guard/verdict.ts';
import { testGuard } from '../makers/admissions.ts';

const text = readFileSync(new URL('../../docs/guard.md', import.meta.url), 'utf8');

type Row = readonly string[];

/** Each table by the words over its first column, as rows of cells. */
const tables = Map.groupBy(text.split(/\n{2,}/).flatMap(tableIn), ({ title }) => title);

function tableIn(block: string): { readonly title: string; readonly rows: readonly Row[] }[] {
  if (!block.startsWith('|')) return [];
  const [head, , ...rows] = block.trimEnd().split('\n').map(cellsOf);
  return head === undefined ? [] : [{ title: head[0] ?? '', rows }];
}

function cellsOf(line: string): Row {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const rowsOf = (title: string): readonly Row[] => (tables.get(title) ?? []).flatMap(({ rows }) => rows);
const code = (word: string): string => `\`${word}\``;
const codesIn = (cell = ''): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), ([, word]) => word ?? '');
const namesOf = (title: string): string[] => rowsOf(title).flatMap(([first]) => codesIn(first));

describe('docs/guard.md', () => {
  it('has every detector with its group, its pack and what it says of itself, and no other', () => {
    const rows = allDetectors.map(({ id, group, pack, about }) => [code(id), group, pack ?? '–', about]);

    expect(rowsOf('detector')).toEqual(rows);
  });

  it('has every check with what it says of itself, those of the inspection too, and no other', () => {
    const aboutOf = new Map(allChecks.map(({ id, about }) => [id, about]));

    expect(namesOf('check')).toEqual([...checkIds]);
    for (const [id, about] of aboutOf) expect(rowsOf('check')).toContainEqual([code(id), about]);
  });

  it('has every group and every pack with its detectors, and no other', () => {
    const inGroup = detectorGroups.map((name) => [name, allDetectors.filter(({ group }) => group === name)] as const);
    const inPack = packs.map((name) => [name, allDetectors.filter(({ pack }) => pack === name)] as const);
    const withIds = ([name, detectors]: (typeof inGroup | typeof inPack)[number]) => [
      name,
      detectors.map(({ id }) => id),
    ];

    expect(rowsOf('group').map(([first, , last]) => [...codesIn(first), codesIn(last)])).toEqual(inGroup.map(withIds));
    expect(rowsOf('pack').map(([first, , last]) => [...codesIn(first), codesIn(last)])).toEqual(inPack.map(withIds));
  });

  it('has every verdict and every carrier, and no other', () => {
    expect(namesOf('verdict')).toEqual([...verdicts]);
    expect(namesOf('carrier')).toEqual([...carriers]);
  });

  it('has every rule of the baseline with verdict and reason, the floor first, and no other', () => {
    const floorFirst = baselinePolicy.rules.toSorted((one, other) => Number(other.floor) - Number(one.floor));

    expect(rowsOf('rule')).toEqual(floorFirst.map(({ id, verdict, reason }) => [code(id), verdict, reason]));
  });

  it('has every slot of the baseline, whether it holds where the identity was removed, and its reason', () => {
    const rows = rowsOf('slot').map(([id, , , isEven, reason]) => [id, isEven, reason]);

    expect(rows).toEqual(
      baselinePolicy.slots.map(({ id, evenIfIdentityRemoved, reason }) => [
        code(id),
        evenIfIdentityRemoved ? 'yes' : 'no',
        reason,
      ]),
    );
  });

  it('says of each slot what it admits, in the words of policies where there are few', () => {
    const few = baselinePolicy.slots.filter(({ admits }) => admits.length <= 6);

    for (const { id, admits } of few) {
      const [, , admitted] = rowsOf('slot').find(([first]) => first === code(id)) ?? [];
      expect(codesIn(admitted), id).toEqual(admits);
    }
  });

  it('has every field and every condition of a policy, and no other', () => {
    const conditions = Object.keys(partSchemas.rule.shape.when.shape);

    expect(namesOf('field').toSorted()).toEqual(Object.keys(policyDocumentSchema.shape).toSorted());
    expect(namesOf('condition').toSorted()).toEqual(conditions.toSorted());
  });

  it('shows tag paths that are some', () => {
    const paths = namesOf('path');

    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) expect(findTagPathFault(path), path).toBeUndefined();
  });

  it('has the request of every act of a reviewer', () => {
    const requests = rowsOf('to').flatMap(([, , request]) => codesIn(request).map((each) => each.split('?')[0]));
    const acts = routes
      .filter(({ verb, method }) => verb === 'review' && method !== 'HEAD')
      .map(({ method, path }) => `${method} ${path}`);

    expect(requests.toSorted()).toEqual(acts.toSorted());
  });

  it('shows policies without faults that give their fixtures the verdicts they expect', async () => {
    const documents = Array.from(text.matchAll(/^```yaml\n(.*?)^```/gms), ([, yaml]) => yaml ?? '');

    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) expect(await unmetFixtures(document)).toEqual([]);
  });

  it('leads to files that exist', () => {
    for (const [, file] of text.matchAll(/\]\(([^)#]+)/g)) {
      const url = new URL(file ?? '', new URL('../../docs/', import.meta.url));
      expect(() => (file === 'examples' ? readdirSync(url) : readFileSync(url)), file).not.toThrow();
    }
  });

  it('leads to headings that exist', () => {
    const headings = Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading]) => anchorOf(heading ?? ''));

    for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  });
});

async function unmetFixtures(document: string): Promise<readonly string[]> {
  const { fixtures } = parsePolicyDocument(document, allDetectors);
  const policy = loadPolicy(document, { detectors: allDetectors });
  const guard = createGuard({ policy, fingerprintKey: testGuard.fingerprintKey });
  const results = await Promise.all(fixtures.map((fixture) => runFixture(guard, fixture)));
  expect(parse(document).fixtures).toHaveLength(results.length);
  return results.filter(({ isMet }) => !isMet).map(({ fixture }) => fixture.name);
}

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
