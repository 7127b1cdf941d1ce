import { alignedTable, short } from './aligned-table.ts';
import { type Latency, percentile } from './measure-latency.ts';
import { lengths, type Slope } from './measure-slopes.ts';
import { exponentTarget, latencyTargets, type Verdict } from './targets.ts';

const percentiles = [0.5, 0.95, 0.99] as const;

export function latencyReport(latencies: readonly Latency[]): string {
  return alignedTable([
    ['inspection (ms)', 'times', 'p50', 'p95', 'p99', 'max', 'CPU, mean', 'given up'],
    ...latencies.map(({ work, milliseconds, cpuMilliseconds, failures }) => [
      work,
      String(milliseconds.length),
      ...percentiles.map((share) => short(percentile(milliseconds, share))),
      short(Math.max(...milliseconds)),
      short(cpuMilliseconds),
      String(failures),
    ]),
  ]);
}

/** Headers alone have a promise: what is in a PDF is read by another program's rules. */
export function latencyVerdicts(latencies: readonly Latency[]): readonly Verdict[] {
  const failures = latencies.reduce((sum, latency) => sum + latency.failures, 0);
  return [
    ...latencies.flatMap(percentileVerdict),
    { what: 'inspections given up', target: '0', figure: String(failures), isMet: failures === 0 },
  ];
}

function percentileVerdict({ work, milliseconds }: Latency): readonly Verdict[] {
  const target = targetOf(work);
  if (target === undefined) return [];
  const figure = percentile(milliseconds, 0.95);
  return [{ what: `p95, ${work}`, target: `≤ ${target} ms`, figure: `${short(figure)} ms`, isMet: figure <= target }];
}

function targetOf(work: string): number | undefined {
  if (work.startsWith('2 MB')) return latencyTargets.large;
  return work.includes('64 kB') ? latencyTargets.small : undefined;
}

export function slopeReport(slopes: readonly Slope[]): string {
  const rows = slopes.toSorted((one, other) => other.exponent - one.exponent);
  return alignedTable([
    [
      'detector',
      'steepest on',
      ...lengths.map((length) => `${length / 1_000} kB`),
      'exponent',
      'slowest on',
      '2 MB',
      'reports, 2 MB',
    ],
    ...rows.map(({ detector, text, milliseconds, exponent, slowest, reportMilliseconds }) => [
      detector,
      ...(exponent === 0
        ? ['–', '–', '–', '–', '–', 'under 8 ms']
        : [text, ...milliseconds.map(short), exponent.toFixed(2)]),
      slowest.text,
      short(slowest.milliseconds),
      short(reportMilliseconds),
    ]),
  ]);
}

export function slopeVerdicts(slopes: readonly Slope[]): readonly Verdict[] {
  const [steepest] = slopes.toSorted((one, other) => other.exponent - one.exponent);
  if (steepest === undefined) return [];
  const { detector, text, exponent } = steepest;
  return [
    {
      what: `steepest slope (${detector} on ${text})`,
      target: `≤ ${exponentTarget}`,
      figure: exponent.toFixed(2),
      isMet: exponent <= exponentTarget,
    },
  ];
}
