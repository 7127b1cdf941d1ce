import type { BurnedInRisk } from '../../shared/guard/burned-in-risk.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import { isAtLeast, type Verdict, verdicts } from '../../shared/guard/verdict.ts';
import type { Outcome } from '../files/inspect-files.ts';
import type { FailOn } from './flags.ts';

export interface RuleCount {
  readonly rule: string;
  readonly detectors: readonly string[];
  readonly files: number;
  readonly findings: number;
}

/** Numbers only: what is kept of a hundred thousand files. */
export interface ScanSummary {
  /** All that were looked for, links aside. */
  readonly files: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly refused: number;
  readonly notDicom: number;
  readonly unread: number;
  readonly passedOver: number;
  readonly burnedInRisk: Readonly<Partial<Record<BurnedInRisk, number>>>;
  readonly rules: readonly RuleCount[];
  readonly failOn: FailOn;
  /** At or above `failOn`; what a store would refuse unseen is among them. */
  readonly reached: number;
}

interface OpenRuleCount {
  readonly detectors: Set<string>;
  files: number;
  findings: number;
}

export class ScanTally {
  readonly #failOn: FailOn;
  readonly #verdicts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  readonly #others = { refused: 0, 'no-instance': 0, unread: 0, 'passed-over': 0 };
  readonly #risks: Partial<Record<BurnedInRisk, number>> = {};
  readonly #rules = new Map<string, OpenRuleCount>();
  #reached = 0;

  constructor(failOn: FailOn) {
    this.#failOn = failOn;
  }

  add(outcome: Outcome<Inspection>): void {
    if (outcome.kind === 'inspected') this.#addInspection(outcome.inspected);
    else this.#others[outcome.kind] += 1;
    if (outcome.kind === 'refused') this.#reached += 1;
  }

  get files(): number {
    const { refused, unread, 'no-instance': notDicom } = this.#others;
    return Object.values(this.#verdicts).reduce((total, count) => total + count, refused + unread + notDicom);
  }

  /** For the progress bar: what there is, the usual first. */
  note(): string {
    const counts = [...Object.entries(this.#verdicts), ['refused', this.#others.refused] as const];
    return counts
      .filter(([, count]) => count > 0)
      .map(([word, count]) => `${word} ${count}`)
      .join('  ');
  }

  summary(): ScanSummary {
    const { refused, unread, 'no-instance': notDicom, 'passed-over': passedOver } = this.#others;
    return {
      files: this.files,
      verdicts: this.#verdicts,
      refused,
      notDicom,
      unread,
      passedOver,
      burnedInRisk: this.#risks,
      rules: ruleCounts(this.#rules),
      failOn: this.#failOn,
      reached: this.#reached,
    };
  }

  #addInspection({ verdict, burnedInRisk, findings }: Inspection): void {
    this.#verdicts[verdict] += 1;
    if (isAtLeast(verdict, this.#failOn)) this.#reached += 1;
    this.#risks[burnedInRisk] = (this.#risks[burnedInRisk] ?? 0) + 1;
    for (const [rule, found] of Map.groupBy(findings, (finding) => finding.rule)) {
      const count = this.#rules.get(rule) ?? { detectors: new Set(), files: 0, findings: 0 };
      for (const { detector } of found) count.detectors.add(detector);
      this.#rules.set(rule, { ...count, files: count.files + 1, findings: count.findings + found.length });
    }
  }
}

function ruleCounts(rules: ReadonlyMap<string, OpenRuleCount>): RuleCount[] {
  return [...rules]
    .map(([rule, count]) => ({ ...count, rule, detectors: [...count.detectors].sort() }))
    .sort((one, other) => other.files - one.files || (one.rule < other.rule ? -1 : 1));
}
