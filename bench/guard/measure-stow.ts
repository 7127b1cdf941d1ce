import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCt } from '../../test/makers/make-ct.ts';
import { element } from '../../test/makers/part10.ts';
import { spawnHost } from '../../test/makers/spawn-host.ts';
import { type Call, fetchAnswer, runLoad } from '../load.ts';
import type { Target } from '../target.ts';
import { ctFiles } from '../workloads/ct-files.ts';
import { storeCall, storeCalls } from '../workloads/store-calls.ts';
import type { Progress } from './measure-corpus.ts';
import { scannerSlices } from './scanner-slices.ts';

export interface StoreRate {
  readonly work: string;
  readonly connections: number;
  /** Files a second, medians. */
  readonly guarded: number;
  readonly unguarded: number;
  /** Median of the ratios of runs that follow one another. */
  readonly ratio: number;
  /** Of computing a file; not a number where the system does not tell. What else the machine does is not in it. */
  readonly guardedCpu: number;
  readonly unguardedCpu: number;
}

/** Short runs that take turns: a busy moment of the machine meets both. */
const filesPerRun = 60;
const connectionCounts = [1, 4] as const;

const workloads = [
  { work: 'CT slices, one a request', files: ctFiles, filesPerCall: 1 },
  { work: 'CT slices, twenty a request', files: ctFiles, filesPerCall: 20 },
  { work: 'CT slices with private header, one a request', files: scannerSlices, filesPerCall: 1 },
  { work: 'CT slices with private header, twenty a request', files: scannerSlices, filesPerCall: 20 },
] as const;

/** Both gateways stand all the time and take turns, so that whatever else the machine does meets them alike. */
export async function measureStow(runs: number, progress: Progress): Promise<readonly StoreRate[]> {
  const guarded = await startHost([]);
  const unguarded = await startHost(['--import', new URL('./without-guard.ts', import.meta.url).href]);
  try {
    await assertDiffer(guarded, unguarded);
    return await measurePair({ guarded, unguarded, runs, progress });
  } finally {
    await Promise.all([guarded.close(), unguarded.close()]);
  }
}

async function startHost(nodeFlags: readonly string[]): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-bench-guard-'));
  const host = await spawnHost(folder, nodeFlags);
  const authorization = `Bearer ${await host.token()}`;
  return {
    name: nodeFlags.length === 0 ? 'with the guard' : 'without',
    dicomwebUrl: host.dicomwebUrl,
    pid: () => host.pid,
    headers: async () => ({ authorization }),
    settle: async () => undefined,
    close: async () => {
      await host.stop('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A ratio of two equal gateways would look splendid. */
async function assertDiffer(guarded: Target, unguarded: Target): Promise<void> {
  const { bytes } = makeCt({ extra: [element('00104000', 'LT', 'SSN 523-45-6781')] });
  await fetchAnswer(unguarded, storeCall([bytes]));
  const isHeld = await fetchAnswer(guarded, storeCall([bytes])).then(
    () => false,
    () => true,
  );
  if (!isHeld) throw new Error('the gateway with the guard stores what it should hold');
}

interface Pair {
  readonly guarded: Target;
  readonly unguarded: Target;
  readonly runs: number;
  readonly progress: Progress;
}

async function measurePair(pair: Pair): Promise<readonly StoreRate[]> {
  const { runs, progress } = pair;
  const rates: StoreRate[] = [];
  progress.start(workloads.length * connectionCounts.length * (runs + 1));
  let done = 0;
  for (const { work, files, filesPerCall } of workloads) {
    for (const connections of connectionCounts) {
      const runOnce = (target: Target) => measureRun(target, storeCalls(files(filesPerRun), filesPerCall), connections);
      const pairs = await runPairs(pair, runOnce, () => progress.update(++done));
      rates.push({ work, connections, ...summed(pairs) });
    }
  }
  progress.stop();
  return rates;
}

/** Milliseconds by the clock and of computing. */
interface Run {
  readonly wall: number;
  readonly cpu: number;
}

async function measureRun(target: Target, calls: readonly Call[], connections: number): Promise<Run> {
  const before = await cpuMilliseconds(target.pid());
  const wall = await runLoad(target, calls, connections);
  return { wall, cpu: (await cpuMilliseconds(target.pid())) - before };
}

/** proc(5): user and system time in hundredths of a second, counted from behind the name, which may hold spaces. */
async function cpuMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface RunPair {
  readonly guarded: Run;
  readonly unguarded: Run;
}

/** The first pair warms up and does not count; nobody goes first always. */
async function runPairs(
  { guarded, unguarded, runs }: Pair,
  runOnce: (target: Target) => Promise<Run>,
  step: () => void,
): Promise<readonly RunPair[]> {
  const pairs: RunPair[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const isGuardedFirst = run % 2 === 0;
    const first = await runOnce(isGuardedFirst ? guarded : unguarded);
    const second = await runOnce(isGuardedFirst ? unguarded : guarded);
    if (run > 0)
      pairs.push(isGuardedFirst ? { guarded: first, unguarded: second } : { guarded: second, unguarded: first });
    step();
  }
  return pairs;
}

function summed(pairs: readonly RunPair[]): Omit<StoreRate, 'work' | 'connections'> {
  const rateOf = ({ wall }: Run): number => (filesPerRun * 1_000) / wall;
  const cpuOf = (runs: readonly Run[]): number =>
    runs.reduce((sum, { cpu }) => sum + cpu, 0) / (runs.length * filesPerRun);
  return {
    guarded: median(pairs.map(({ guarded }) => rateOf(guarded))),
    unguarded: median(pairs.map(({ unguarded }) => rateOf(unguarded))),
    ratio: median(pairs.map(({ guarded, unguarded }) => unguarded.wall / guarded.wall)),
    guardedCpu: cpuOf(pairs.map(({ guarded }) => guarded)),
    unguardedCpu: cpuOf(pairs.map(({ unguarded }) => unguarded)),
  };
}

function median(values: readonly number[]): number {
  const ordered = values.toSorted((one, other) => one - other);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? upper) + upper) / 2;
}
