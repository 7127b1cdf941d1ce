import type { BurnedInRisk } from './burned-in-risk.ts';
import type { Finding } from './finding.ts';
import type { Verdict } from './verdict.ts';

/** The guard's word on one instance, kept beside it for as long as it is kept. */
export interface Inspection {
  readonly verdict: Verdict;
  /** SHA-256 of the policy that was asked, 64 hex digits. */
  readonly policyHash: string;
  readonly burnedInRisk: BurnedInRisk;
  /** At most `maxFindings`, the strictest first. */
  readonly findings: readonly Finding[];
  /** All of them, also those that `findings` has no room for. */
  readonly findingCount: number;
}
