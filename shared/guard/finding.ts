import type { Carrier } from './inspected-text.ts';
import type { Verdict } from './verdict.ts';

/** What is kept, shown and told of one observation: which rule, where, by what; never the value itself. */
export interface Finding {
  /** The policy's rule that gave the verdict. */
  readonly rule: string;
  readonly detector: string;
  readonly verdict: Verdict;
  /** `observe`: the verdict is what it would be, and has no effect. */
  readonly mode: 'observe' | 'enforce';
  readonly carrier: Carrier;
  readonly path: string;
  readonly keyword: string;
  readonly detail?: string;
  readonly offset: number;
  readonly length: number;
  readonly score: number;
  readonly fingerprint: string;
  readonly shape: string;
}
