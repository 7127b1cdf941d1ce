import { fetchAnswer, runLoad } from './load.ts';
import { peakMegabytes, resetPeak } from './memory.ts';
import type { BenchOptions } from './options.ts';
import type { Target } from './target.ts';
import type { Section, Workload } from './workload.ts';

/** One line: what each target did a second, in the targets' order. */
export interface Figure {
  readonly work: string;
  readonly unit: Workload['unit'];
  readonly connections: number;
  readonly rates: readonly number[];
  /** By target, where its answer was not the one expected. */
  readonly complaints: readonly (string | undefined)[];
}

export interface SectionFigures {
  readonly section: string;
  readonly figures: readonly Figure[];
  /** By target; undefined where the system does not tell. */
  readonly peakMegabytes: readonly (number | undefined)[];
}

interface Bench {
  readonly targets: readonly Target[];
  readonly options: BenchOptions;
  readonly progress: (line: string) => void;
}

/** All targets stand through all of it and take turns, so that whatever else the machine does meets them alike. */
export async function measureSection(section: Section, bench: Bench): Promise<SectionFigures> {
  const { targets, options } = bench;
  await section.setUp?.(targets);
  for (const target of targets) await resetPeak(target.pid());
  const figures: Figure[] = [];
  for (const workload of section.workloads) {
    for (const connections of workload.connections ?? options.connections) {
      figures.push(await measure(workload, connections, bench));
    }
  }
  const peaks = await Promise.all(targets.map((target) => peakMegabytes(target.pid())));
  await section.tearDown?.(targets);
  return { section: section.name, figures, peakMegabytes: peaks };
}

async function measure(workload: Workload, connections: number, bench: Bench): Promise<Figure> {
  const { targets, options, progress } = bench;
  const rates = targets.map((): number[] => []);
  const complaints = await Promise.all(targets.map((target) => warmUp(workload, connections, target)));
  const runs = workload.runs ?? options.runs;
  for (let run = 0; run < runs; run += 1) {
    for (const position of turns(targets.length, run)) {
      const target = targets[position] as Target;
      const rate = await runOnce(workload, connections, target);
      rates[position]?.push(rate);
      progress(
        `${workload.name}, ${connections} at a time, run ${run + 1} of ${runs}: ${target.name} ${rate.toFixed(1)} ${workload.unit}`,
      );
    }
  }
  return { work: workload.name, unit: workload.unit, connections, rates: rates.map(median), complaints };
}

/** Nobody goes first always. */
const turns = (count: number, run: number): readonly number[] =>
  Array.from({ length: count }, (_, position) => (position + run) % count);

async function runOnce({ calls, unitsPerCall = 1 }: Workload, connections: number, target: Target): Promise<number> {
  const made = calls(target);
  const milliseconds = await runLoad(target, made, connections);
  return (made.length * unitsPerCall * 1_000) / milliseconds;
}

const maxWarmUpCalls = 20;

/** A server that has just started is not what is measured; and its first answer is looked at. */
async function warmUp({ isWarmedUp = true, calls, check }: Workload, connections: number, target: Target) {
  if (!isWarmedUp) return undefined;
  const [first, ...rest] = calls(target).slice(0, maxWarmUpCalls);
  if (first === undefined) return undefined;
  const answer = await fetchAnswer(target, first);
  await runLoad(target, rest, connections);
  return check?.(answer);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
