import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { testGuard } from '../../test/makers/admissions.ts';
import { alignedTable } from './aligned-table.ts';
import { corpusReport, corpusVerdicts } from './corpus-report.ts';
import { latencyReport, latencyVerdicts, slopeReport, slopeVerdicts } from './cost-report.ts';
import { type Complaint, measureCorpus } from './measure-corpus.ts';
import { type Latency, measureLatency } from './measure-latency.ts';
import { measureSlopes } from './measure-slopes.ts';
import { measureStow } from './measure-stow.ts';
import { type GuardBenchOptions, help, parseOptions } from './options.ts';
import { progressBar } from './progress-bar.ts';
import { stowReport, stowVerdicts } from './stow-report.ts';
import type { Verdict } from './targets.ts';

/** `npm run bench:guard`: what the guard finds and costs, beside what it promises. */
async function main(): Promise<void> {
  const options = optionsOrExplain();
  if (options === undefined) return;
  const measured = await measureAll(options);
  const verdicts = measured.flatMap((each) => each.verdicts);
  process.stdout.write(`${measured.map(({ report }) => report).join('\n')}\n${verdictTable(verdicts)}`);
  if (options.jsonFile !== undefined) await writeFile(options.jsonFile, jsonOf(options, measured));
  if (verdicts.some(({ isMet }) => !isMet)) process.exitCode = 1;
}

function optionsOrExplain(): GuardBenchOptions | undefined {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options === undefined) process.stdout.write(help);
    return options;
  } catch (error) {
    process.stderr.write(`bench:guard: ${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
    return undefined;
  }
}

interface Measured {
  readonly report: string;
  readonly verdicts: readonly Verdict[];
  readonly figures: unknown;
}

async function measureAll(options: GuardBenchOptions): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const latencies: Latency[] = [];
  if (options.withCorpus) measured.push(await corpus(options, latencies));
  if (options.withLatency) latencies.push(...(await measureLatency(testGuard, options.seed)));
  if (latencies.length > 0) measured.push(latency(latencies));
  if (options.withSlopes) measured.push(slopes());
  if (options.withStow) measured.push(await stow(options));
  return measured;
}

async function corpus(options: GuardBenchOptions, latencies: Latency[]): Promise<Measured> {
  const figures = await measureCorpus(testGuard, options, progressBar('Corpus'));
  latencies.push(...figures.latencies);
  if (options.listFile !== undefined) await writeFile(options.listFile, listOf(figures.complaints));
  const { types, places, classes, detectors, negatives, clean } = figures.tally;
  const counted = [types, places, classes, detectors, negatives].map((map) => [...map.values()]);
  return { report: corpusReport(figures), verdicts: corpusVerdicts(figures), figures: { counted, clean } };
}

const latency = (latencies: readonly Latency[]): Measured => ({
  report: latencyReport(latencies),
  verdicts: latencyVerdicts(latencies),
  figures: latencies,
});

function slopes(): Measured {
  const figures = measureSlopes(testGuard.policy.detectors, progressBar('Slopes'));
  return { report: slopeReport(figures), verdicts: slopeVerdicts(figures), figures };
}

async function stow(options: GuardBenchOptions): Promise<Measured> {
  const figures = await measureStow(options.runs, progressBar('Stores'));
  return { report: stowReport(figures), verdicts: stowVerdicts(figures), figures };
}

function listOf(complaints: readonly Complaint[]): string {
  const byDetector = Object.groupBy(complaints, ({ detector }) => detector);
  return Object.entries(byDetector)
    .sort(([, one = []], [, other = []]) => other.length - one.length)
    .map(
      ([detector, lines = []]) =>
        `## ${detector} (${lines.length})\n${lines.map(({ line }) => `${line}\n`).join('')}\n`,
    )
    .join('');
}

const verdictTable = (verdicts: readonly Verdict[]): string =>
  alignedTable([
    ['promise', 'target', 'measured', ''],
    ...verdicts.map(({ what, target, figure, isMet }) => [what, target, figure, isMet ? 'kept' : 'MISSED']),
  ]);

function jsonOf(options: GuardBenchOptions, measured: readonly Measured[]): string {
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  const { plants, seed } = options;
  const sections = measured.map(({ figures, verdicts }) => ({ verdicts, figures }));
  return `${JSON.stringify({ date: new Date().toISOString(), machine, plants, seed, sections }, undefined, 2)}\n`;
}

await main();
