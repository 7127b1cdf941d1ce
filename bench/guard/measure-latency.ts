import type { Evidence } from '../../shared/guard/evidence.ts';
import type { Guard } from '../../shared/guard/guard.ts';
import { inspectInstance } from '../../shared/guard/inspect-instance.ts';
import { evidenceOf } from '../../test/makers/admissions.ts';
import { type Random, randomFrom } from '../../test/makers/guard-corpus/random.ts';
import { reportText } from '../../test/makers/guard-corpus/report-sentences.ts';
import { technicalText } from '../../test/makers/guard-corpus/technical-texts.ts';
import { makeCt } from '../../test/makers/make-ct.ts';
import { type ElementSpec, element } from '../../test/makers/part10.ts';
import { cpuClock } from './cpu-clock.ts';

export interface Latency {
  readonly work: string;
  readonly milliseconds: readonly number[];
  /** Of computing, on average, in the thread that serves; what a PDF costs others is not in it. */
  readonly cpuMilliseconds: number;
  /** Inspections that the guard gave up, so that the instance would be held. */
  readonly failures: number;
}

const repeats = 40;

/** Headers that are full: 64 kB is a large one, 2 MB the largest that is inspected whole. */
export async function measureLatency(guard: Guard, seed: number): Promise<readonly Latency[]> {
  const random = randomFrom(seed);
  return [
    await latencyOf(guard, '64 kB of header text', await headerOf(random, 64_000)),
    await latencyOf(guard, '2 MB of header text', await headerOf(random, 2_000_000)),
  ];
}

async function latencyOf(guard: Guard, work: string, evidence: Evidence): Promise<Latency> {
  const milliseconds: number[] = [];
  let cpuMilliseconds = 0;
  let failures = 0;
  for (let run = 0; run < repeats + 3; run += 1) {
    const startedAt = performance.now();
    const cpu = cpuClock();
    const { failure } = await inspectInstance(guard, evidence);
    if (failure !== undefined) failures += 1;
    if (run < 3) continue;
    milliseconds.push(performance.now() - startedAt);
    cpuMilliseconds += cpu() / repeats;
  }
  return { work, milliseconds, cpuMilliseconds, failures };
}

/** Half of it report text, half of it private values as scanners write them. */
async function headerOf(random: Random, characters: number): Promise<Evidence> {
  const extra: ElementSpec[] = [
    element('00110010', 'LO', 'SYNTHETIC RIS 1.0'),
    element('00111010', 'UT', reportText(random, characters / 2)),
  ];
  let rest = characters / 2;
  for (let block = 0x10; rest > 0 && block <= 0xff; block += 1) {
    const creator = block.toString(16).padStart(2, '0').toUpperCase();
    extra.push(element(`002900${creator}`, 'LO', 'SYNTHETIC CSA'));
    for (let index = 0; rest > 0 && index <= 0xff; index += 1) {
      const { text } = technicalText(random);
      extra.push(
        element(`0029${creator}${index.toString(16).padStart(2, '0').toUpperCase()}`, 'LO', text.replaceAll('\\', '/')),
      );
      rest -= text.length;
    }
  }
  return evidenceOf(makeCt({ extra }).bytes);
}

export function percentile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((one, other) => one - other);
  return ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN;
}
