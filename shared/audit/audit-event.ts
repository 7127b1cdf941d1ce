import type { FailureCode } from '../errors.ts';

/** The classes of PS3.15 A.5 that these doors know: stored, queried, retrieved, refused, signed in, gateway started/stopped, index maintained. */
export type AuditAction = 'store' | 'query' | 'retrieve' | 'refuse' | 'sign-in' | 'start' | 'stop' | 'maintain';

/** Who did what to which study, from where and how it ended. UIDs are the only dataset values it may hold. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly outcome: 'success' | 'partial' | 'failure';
  /** The token's subject and client; `anonymous` where no token was accepted. */
  readonly subject: string;
  readonly clientId: string;
  readonly remoteAddress: string;
  readonly requestId: string;
  /** The route's template (`GET /dicomweb/studies/{study}`), never the URL. */
  readonly route?: string;
  readonly studyUid?: string;
  readonly seriesUid?: string;
  readonly sopInstanceUid?: string;
  /** How many instances, matches or frames; for a folded flood, how many accesses. */
  readonly count?: number;
  readonly code?: FailureCode;
}

/** An event as it lies in the trail: numbered, dated and chained to the one before it. */
export interface AuditRecord {
  readonly sequence: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly event: AuditEvent;
  /** SHA-256 of the record before, 64 hex digits; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 over the canonical JSON (RFC 8785) of all the other fields. */
  readonly hash: string;
}
