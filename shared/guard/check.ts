import type { Evidence } from './evidence.ts';
import type { Carrier } from './inspected-text.ts';
import type { Observation } from './observation.ts';
import type { PatientFacts } from './patient-facts.ts';

export interface CheckHit {
  readonly carrier: Carrier;
  /** A tag path with item numbers, `preamble` or `part-header`. */
  readonly path: string;
  /** What kind of thing it is (`Windows program`); never a value of the instance. */
  readonly detail?: string;
}

/** Looks at the instance as a whole, where a detector looks at a text: what it is, what it claims, what does not fit. */
export interface Check {
  /** The file's name; what policies, answers and reports call it. */
  readonly id: string;
  /** One sentence for docs/guard.md. */
  readonly about: string;
  inspect(evidence: Evidence, patient: PatientFacts, observations: readonly Observation[]): Iterable<CheckHit>;
}
