import type { Evidence } from '../../shared/guard/evidence.ts';
import { workAhead } from '../../shared/work-ahead.ts';
import { readEvidence, type Unusable } from './read-evidence.ts';
import type { FoundEntry } from './walk-files.ts';

export type Outcome<Inspected> =
  | { readonly kind: 'inspected'; readonly inspected: Inspected }
  | { readonly kind: 'passed-over' }
  | Unusable;

export interface InspectedFile<Inspected> {
  readonly entry: FoundEntry;
  readonly outcome: Outcome<Inspected>;
}

export interface Inspection<Inspected> {
  readonly inspect: (evidence: Evidence) => Promise<Inspected>;
  /** How many files are read at the same time. */
  readonly jobs: number;
}

/** Each file is read once and let go before many more are begun, so that their number costs no memory. */
export function inspectFiles<Inspected>(
  entries: AsyncIterable<FoundEntry>,
  { inspect, jobs }: Inspection<Inspected>,
): AsyncGenerator<InspectedFile<Inspected>> {
  return workAhead(entries, async (entry) => ({ entry, outcome: await outcomeOf(entry, inspect) }), jobs);
}

async function outcomeOf<Inspected>(
  entry: FoundEntry,
  inspect: Inspection<Inspected>['inspect'],
): Promise<Outcome<Inspected>> {
  if (entry.kind === 'passed-over') return { kind: 'passed-over' };
  if (entry.kind === 'unread-folder') return { kind: 'unread', reason: entry.reason };
  const read = await readEvidence(entry.location);
  return read.kind === 'instance' ? { kind: 'inspected', inspected: await inspect(read.evidence) } : read;
}
