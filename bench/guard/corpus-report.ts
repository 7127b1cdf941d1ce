import { alignedTable, percent } from './aligned-table.ts';
import type { CorpusFigures } from './measure-corpus.ts';
import type { Precision, Recall, Tally } from './tally.ts';
import { heldTarget, precisionTarget, recallTargets, type Verdict } from './targets.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** What was found of what was planted, by type and by place, and what was taken for an identifier and is none. */
export function corpusReport({ tally, instances }: CorpusFigures): string {
  const planted = [...tally.classes.values()].reduce((sum, recall) => sum + recall.planted, 0);
  const negatives = [...tally.negatives.values()].reduce((sum, { values }) => sum + values, 0);
  return [
    `Corpus: ${instances} instances, ${planted} identifiers of ${tally.types.size} types in ${tally.places.size} places, ${negatives} hard negatives, ${tally.clean.instances} clean instances\n`,
    alignedTable([recallHead('class'), ...sorted(tally.classes).map(recallRow)]),
    alignedTable([recallHead('type'), ...sorted(tally.types).map(recallRow)]),
    alignedTable([recallHead('place'), ...sorted(tally.places).map(recallRow)]),
    alignedTable([precisionHead, ...precisionRows(tally)]),
    alignedTable([['hard negatives', 'values', 'false'], ...negativeRows(tally)]),
  ].join('\n');
}

export function corpusVerdicts({ tally }: CorpusFigures): readonly Verdict[] {
  const recalls = Object.entries(recallTargets).map(([name, target]): Verdict => {
    const { found, planted } = tally.classes.get(name) ?? { found: 0, planted: 0 };
    return atLeast(`recall, ${name}`, found / planted, target);
  });
  const { right, wrong } = total(tally);
  const { held, instances } = tally.clean;
  return [
    ...recalls,
    atLeast('precision', right / (right + wrong), precisionTarget),
    {
      what: 'clean instances held',
      target: `≤ ${percent(heldTarget)}`,
      figure: percent(held / instances),
      isMet: held / instances <= heldTarget,
    },
  ];
}

const atLeast = (what: string, share: number, target: number): Verdict => ({
  what,
  target: `≥ ${percent(target)}`,
  figure: percent(share),
  isMet: share >= target,
});

const sorted = (recalls: ReadonlyMap<string, Recall>): Recall[] =>
  [...recalls.values()].sort(
    (one, other) => one.found / one.planted - other.found / other.planted || (one.name < other.name ? -1 : 1),
  );

const recallHead = (what: string) => [what, 'planted', 'found', 'recall', '95 % interval', 'other name only'];

const recallRow = ({ name, planted, found, otherName }: Recall): string[] => [
  name,
  String(planted),
  String(found),
  percent(found / planted),
  interval(found, planted),
  String(otherName),
];

function interval(successes: number, tries: number): string {
  const [low, high] = wilsonInterval(successes, tries);
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`;
}

const precisionHead = ['detector', 'right', 'other name', 'false', 'precision', '95 % interval'];

function precisionRows(tally: Tally): string[][] {
  const all = [...tally.detectors.values()].sort(
    (one, other) => other.wrong - one.wrong || (one.name < other.name ? -1 : 1),
  );
  return [precisionRow(total(tally)), ...all.map(precisionRow)];
}

function precisionRow({ name, right, otherName, wrong }: Precision): string[] {
  const known = right + wrong;
  const share = known === 0 ? '–' : percent(right / known);
  return [name, String(right), String(otherName), String(wrong), share, known === 0 ? '–' : interval(right, known)];
}

const total = ({ detectors }: Tally): Precision =>
  [...detectors.values()].reduce(
    (sum, { right, otherName, wrong }) => ({
      name: 'all',
      right: sum.right + right,
      otherName: sum.otherName + otherName,
      wrong: sum.wrong + wrong,
    }),
    { name: 'all', right: 0, otherName: 0, wrong: 0 },
  );

function negativeRows({ negatives, clean }: Tally): string[][] {
  const rows = [...negatives.values()].sort((one, other) => other.wrong - one.wrong || other.values - one.values);
  const cleanRow = (what: string, count: number) => [
    what,
    String(clean.instances),
    `${count} (${percent(count / clean.instances)})`,
  ];
  return [
    ...rows.map(({ name, values, wrong }) => [name, String(values), String(wrong)]),
    cleanRow('clean instances: flagged', clean.flagged),
    cleanRow('clean instances: held', clean.held),
  ];
}
