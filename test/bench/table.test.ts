import { expect, it } from 'vitest';
import type { SectionFigures } from '../../bench/measure.ts';
import { tableOf } from '../../bench/table.ts';

const figure = { work: 'frame', unit: 'requests/s', connections: 4 } as const;
const section = (rates: readonly number[], complaints: readonly (string | undefined)[] = []): SectionFigures => ({
  section: 'retrieve',
  figures: [{ ...figure, rates, complaints }],
  peakMegabytes: [200, 600],
});
const lines = (sections: SectionFigures[], names: string[]) => tableOf(sections, names).trimEnd().split('\n');

it('says how many times faster the first is, and how many times less memory it takes', () => {
  const [, speed, memory] = lines([section([300, 100])], ['ours', 'theirs']);

  expect(speed).toMatch(/frame \(requests\/s\) +4 +300 +100 +3\.00×$/);
  expect(memory).toMatch(/peak memory \(MB\) +200 +600 +3\.00×$/);
});

it('has no ratio for one server alone', () => {
  const [head, speed] = lines([{ ...section([300]), peakMegabytes: [undefined] }], ['ours']);

  expect(head).not.toContain('ratio');
  expect(speed).toMatch(/300$/);
});

it('tells below whose answers cannot be compared', () => {
  const last = lines([section([300, 100], [undefined, '0 studies found'])], ['ours', 'theirs']).at(-1);

  expect(last).toBe('! theirs, frame, 4 at a time: 0 studies found');
});
