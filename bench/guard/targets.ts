import type { TypeClass } from '../../test/makers/guard-corpus/written.ts';

/** What the guard promises; docs/guard.md tells why these. */
export const recallTargets: Readonly<Record<TypeClass, number>> = { format: 0.99, echo: 0.97, address: 0.9 };
export const precisionTarget = 0.98;
/** Of clean instances. */
export const heldTarget = 0.005;
/** Milliseconds at the 95th percentile. */
export const latencyTargets = { small: 5, large: 50 } as const;
/** Of time in length: 1 is linear, and what a small machine's noise adds stays under this. */
export const exponentTarget = 1.25;
/** Of the store rate without the guard. */
export const storeRateTarget = 0.85;

export interface Verdict {
  readonly what: string;
  readonly target: string;
  readonly figure: string;
  readonly isMet: boolean;
}
