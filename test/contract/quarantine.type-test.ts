import { authorize } from '../../shared/access/authorize.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type {
  FalsePositiveReport,
  Quarantine,
  QuarantineEntry,
  ReviewDecision,
} from '../../shared/ports/quarantine.ts';

/** Never run: `tsc` reads it. Each expected error that does not come is an error itself. */
export function nothingIsReadableWithoutTheReviewersPermit(given: {
  readonly quarantine: Quarantine;
  readonly caller: Caller;
  readonly entry: QuarantineEntry;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly decision: ReviewDecision;
  readonly report: FalsePositiveReport;
}): readonly unknown[] {
  const { quarantine, caller, entry, bytes, decision, report } = given;
  const filter = { limit: 1, offset: 0 };
  const review = authorize(caller, 'dlp.review');
  const read = authorize(caller, 'study.read');
  const write = authorize(caller, 'study.write');
  const handMade = { action: 'dlp.review', caller, target: {} } as const;

  return [
    quarantine.hold(write, entry, bytes),
    quarantine.list(review, filter),
    // @ts-expect-error no permit
    quarantine.hold(entry, bytes),
    // @ts-expect-error no permit
    quarantine.list(filter),
    // @ts-expect-error no permit
    quarantine.find(entry.id),
    // @ts-expect-error no permit
    quarantine.readBytes(entry.id),
    // @ts-expect-error no permit
    quarantine.decide(entry.id, decision),
    // @ts-expect-error no permit
    quarantine.report(entry.id, report),
    // @ts-expect-error a permit made by hand
    quarantine.readBytes(handMade, entry.id),
    // @ts-expect-error a reader's permit
    quarantine.list(read, filter),
    // @ts-expect-error a reader's permit
    quarantine.find(read, entry.id),
    // @ts-expect-error a reader's permit
    quarantine.readBytes(read, entry.id),
    // @ts-expect-error the sender's permit
    quarantine.readBytes(write, entry.id),
    // @ts-expect-error the sender's permit
    quarantine.find(write, entry.id),
    // @ts-expect-error the sender's permit
    quarantine.list(write, filter),
    // @ts-expect-error the sender's permit
    quarantine.decide(write, entry.id, decision),
    // @ts-expect-error the sender's permit
    quarantine.report(write, entry.id, report),
    // @ts-expect-error a reader's permit
    quarantine.hold(read, entry, bytes),
  ];
}
