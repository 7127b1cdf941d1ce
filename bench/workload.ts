import type { Answer, Call } from './load.ts';
import type { Target } from './target.ts';

/** One line of the table: the same calls to every target. */
export interface Workload {
  readonly name: string;
  readonly unit: 'requests/s' | 'files/s';
  /** Where the option's numbers of connections make no sense. */
  readonly connections?: readonly number[];
  readonly runs?: number;
  readonly isWarmedUp?: boolean;
  /** Made anew for each run. */
  readonly calls: (target: Target) => readonly Call[];
  /** How many units one call is; 1 where it is a request. */
  readonly unitsPerCall?: number;
  /** A complaint about the first answer; figures of servers that answer differently cannot be compared. */
  readonly check?: (answer: Answer) => string | undefined;
}

export interface Section {
  readonly name: string;
  readonly setUp?: (targets: readonly Target[]) => Promise<void>;
  readonly workloads: readonly Workload[];
  readonly tearDown?: (targets: readonly Target[]) => Promise<void>;
}
