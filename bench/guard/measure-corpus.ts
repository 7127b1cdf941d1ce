import type { Evidence } from '../../shared/guard/evidence.ts';
import type { Finding } from '../../shared/guard/finding.ts';
import type { Guard } from '../../shared/guard/guard.ts';
import { inspectInstance } from '../../shared/guard/inspect-instance.ts';
import { evidenceOf } from '../../test/makers/admissions.ts';
import { type CorpusPlan, makeCorpus } from '../../test/makers/guard-corpus/make-corpus.ts';
import type { CorpusInstance } from '../../test/makers/guard-corpus/make-corpus-instance.ts';
import { cpuClock } from './cpu-clock.ts';
import { matchFindings } from './match-findings.ts';
import type { Latency } from './measure-latency.ts';
import { Tally } from './tally.ts';

/** One line of the list for those who write the detectors. */
export interface Complaint {
  readonly detector: string;
  readonly line: string;
}

export interface CorpusFigures {
  readonly tally: Tally;
  readonly complaints: readonly Complaint[];
  /** Of inspections of headers with at most 64 kB of text, and of those that read a PDF. */
  readonly latencies: readonly Latency[];
  readonly instances: number;
}

export interface Progress {
  start(total: number): void;
  update(done: number): void;
  stop(): void;
}

export async function measureCorpus(guard: Guard, plan: CorpusPlan, progress: Progress): Promise<CorpusFigures> {
  const run = new CorpusRun(guard);
  progress.start(plan.plants);
  let planted = 0;
  for (const instance of makeCorpus(plan)) {
    await run.inspect(instance);
    planted += instance.plants.length;
    progress.update(Math.min(planted, plan.plants));
  }
  progress.stop();
  return run.figures();
}

const emptyLatency = (work: string) => ({
  work,
  milliseconds: [] as number[],
  cpuMilliseconds: 0,
  failures: 0,
});

const perInspection = (sums: Latency): Latency => ({
  ...sums,
  cpuMilliseconds: sums.cpuMilliseconds / sums.milliseconds.length,
});

class CorpusRun {
  readonly #guard: Guard;
  readonly #detectors: ReadonlySet<string>;
  readonly #tally = new Tally();
  readonly #complaints: Complaint[] = [];
  readonly #headers = emptyLatency('corpus, headers of up to 64 kB');
  readonly #documents = emptyLatency('corpus, PDF documents');
  #instances = 0;

  constructor(guard: Guard) {
    this.#guard = guard;
    this.#detectors = new Set(guard.policy.detectors.map(({ id }) => id));
  }

  async inspect(instance: CorpusInstance): Promise<void> {
    const evidence = await evidenceOf(instance.bytes, instance.partHeaders);
    const startedAt = performance.now();
    const cpu = cpuClock();
    const { inspection, failure } = await inspectInstance(this.#guard, evidence);
    const latency = instance.kind === 'pdf' ? this.#documents : this.#headers;
    latency.milliseconds.push(performance.now() - startedAt);
    latency.cpuMilliseconds += cpu();
    if (failure !== undefined) latency.failures += 1;
    this.#instances += 1;
    this.#countClean(instance, inspection.verdict);
    this.#count(
      instance,
      evidence,
      inspection.findings.filter(({ detector }) => this.#detectors.has(detector)),
    );
  }

  figures(): CorpusFigures {
    return {
      tally: this.#tally,
      complaints: this.#complaints,
      latencies: [this.#headers, this.#documents].map(perInspection),
      instances: this.#instances,
    };
  }

  #countClean({ plants }: CorpusInstance, verdict: string): void {
    if (plants.length > 0) return;
    const { clean } = this.#tally;
    clean.instances += 1;
    if (verdict === 'flag' || verdict === 'redact') clean.flagged += 1;
    if (verdict === 'quarantine' || verdict === 'reject') clean.held += 1;
  }

  #count(instance: CorpusInstance, evidence: Evidence, findings: readonly Finding[]): void {
    const matched = matchFindings(instance.plants, findings);
    for (const result of matched.plants) {
      this.#tally.addPlant(result);
      const { plant, isFound, otherNames } = result;
      const named = otherNames.length === 0 ? '' : ` (called ${otherNames.join(', ')})`;
      if (!isFound)
        this.#complain(
          plant.type,
          `missed in ${plant.place}${named}: ${JSON.stringify(plant.text)} → ${JSON.stringify(plant.value)}`,
          evidence,
        );
    }
    const wrong = matched.findings.filter(({ result }) => result === 'false').map(({ finding }) => finding);
    for (const { finding, result } of matched.findings) this.#tally.addFinding(finding.detector, result);
    for (const finding of wrong) this.#complain(finding.detector, wrongLine(finding, evidence), evidence);
    for (const { kind, path } of instance.negatives) {
      this.#tally.addNegative(kind, wrong.filter((finding) => finding.path.startsWith(path)).length);
    }
  }

  #complain(detector: string, what: string, { header }: Evidence): void {
    const [name, id, birth, accession] = ['00100010', '00100020', '00100030', '00080050'].map((tag) =>
      JSON.stringify(header.dicomJson[tag]?.Value?.[0] ?? null),
    );
    this.#complaints.push({
      detector,
      line: `${what}    [name ${name}, ID ${id}, born ${birth}, accession ${accession}]`,
    });
  }
}

const contextCharacters = 40;

function wrongLine(finding: Finding, { content, partHeaders }: Evidence): string {
  const text =
    finding.carrier === 'part-header' ? partHeaders[0] : content.values.find(({ path }) => path === finding.path)?.text;
  const { carrier, path, offset, length, shape, score } = finding;
  const where = `${carrier} ${path}, score ${score.toFixed(2)}`;
  if (text === undefined) return `false in ${where}: shape ${JSON.stringify(shape)}`;
  const context = text.slice(Math.max(0, offset - contextCharacters), offset + length + contextCharacters);
  return `false in ${where}: ${JSON.stringify(text.slice(offset, offset + length))} in ${JSON.stringify(context)}`;
}
