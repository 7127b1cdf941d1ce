import type { Authorized } from '../access/authorize.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import type { Inspection } from '../guard/inspection.ts';

/** `held`: waits for a reviewer. `pristine`: what an instance was before the guard redacted it; kept, never given out. */
export type QuarantineKind = 'held' | 'pristine';

/** What is known of bytes that nobody but a reviewer may see; no value of the data set but UIDs is in it. */
export interface QuarantineEntry {
  /** SHA-256 of the bytes (preamble zeroed), 64 hex digits. */
  readonly id: string;
  readonly kind: QuarantineKind;
  /** RFC 3339. */
  readonly heldAt: string;
  readonly key: InstanceKey;
  readonly sopClassUid: string;
  readonly byteLength: number;
  /** The token's subject and client, as in the audit trail. */
  readonly sender: { readonly subject: string; readonly clientId: string };
  readonly inspection: Inspection;
}

export interface ReviewDecision {
  readonly decision: 'released' | 'rejected';
  /** RFC 3339. */
  readonly decidedAt: string;
  readonly reviewer: string;
  /** In the reviewer's words, which the guard has looked at too. */
  readonly justification: string;
}

/** A reviewer's word that a finding is none: what a site's allow-list is grown from. */
export interface FalsePositiveReport {
  readonly reportedAt: string;
  readonly reviewer: string;
  readonly rule: string;
  readonly detector: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly reason: string;
}

export interface ReviewedEntry extends QuarantineEntry {
  readonly decision?: ReviewDecision;
  readonly reports: readonly FalsePositiveReport[];
}

export interface QuarantineFilter {
  readonly kind?: QuarantineKind;
  readonly state?: 'open' | 'released' | 'rejected';
  readonly studyUid?: string;
  readonly limit: number;
  readonly offset: number;
}

export interface QuarantinePage {
  /** Newest first, then by id. */
  readonly entries: readonly ReviewedEntry[];
  /** All that the filter lets through, whatever limit and offset. */
  readonly total: number;
}

/** `already-held`: the same bytes are there since `heldAt`; nothing was written. */
export interface HoldOutcome {
  readonly outcome: 'held' | 'already-held';
  /** Of the first hold of these bytes: the same moment at each call. */
  readonly heldAt: string;
}

type ReviewPermit = Authorized<'dlp.review'>;

/** An area of its own for bytes that must not be read: not in the index, invisible to every reader. */
export interface Quarantine {
  /** Create-only, whole or not at all, on stable storage when it resolves; `bytes` are exactly those that `id` names. */
  hold(
    permit: Authorized<'study.write' | 'dlp.review'>,
    entry: QuarantineEntry,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<HoldOutcome>;
  list(permit: ReviewPermit, filter: QuarantineFilter): Promise<QuarantinePage>;
  find(permit: ReviewPermit, id: string): Promise<ReviewedEntry | undefined>;
  /** Fails with `quarantine-entry-not-found`. Also gives bytes of entries that were decided, where they are still kept. */
  readBytes(permit: ReviewPermit, id: string): Promise<AsyncIterable<Uint8Array>>;
  /** Create-only: the first decision stands, and it is returned, whoever made it. */
  decide(permit: ReviewPermit, id: string, decision: ReviewDecision): Promise<ReviewDecision>;
  report(permit: ReviewPermit, id: string, report: FalsePositiveReport): Promise<void>;
  close(): Promise<void>;
}
