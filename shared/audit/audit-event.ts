import type { FailureCode } from '../errors.ts';
import type { Verdict } from '../guard/verdict.ts';

/**
 * The classes of PS3.15 A.5 that these doors know: stored, queried, retrieved, refused, signed in, gateway started/stopped,
 * index maintained; and what the guard said against an instance, and what a reviewer did with what is held.
 */
export const auditActions = [
  'store',
  'query',
  'retrieve',
  'refuse',
  'sign-in',
  'start',
  'stop',
  'maintain',
  'guard',
  'review',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const reviewActs = ['list', 'inspect', 'release', 'reject', 'report-false-positive', 'rescan'] as const;
export type ReviewAct = (typeof reviewActs)[number];

export const auditOutcomes = ['success', 'partial', 'failure'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Who did what to which study, from where and how it ended. UIDs are the only dataset values it may hold. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** The token's subject and client; `anonymous` where no token was accepted. */
  readonly subject: string;
  readonly clientId: string;
  /** An IP address; `local` for what happens on the machine itself, `unknown` where the peer was gone already. */
  readonly remoteAddress: string;
  readonly requestId: string;
  /** The route's template (`GET /dicomweb/studies/{study}`), never the URL. */
  readonly route?: string;
  readonly studyUid?: string;
  readonly seriesUid?: string;
  readonly sopInstanceUid?: string;
  /** How many instances, matches or frames; for a folded flood, how many accesses. */
  readonly count?: number;
  /** Set where `count` accesses like an earlier recorded one were folded into this record. */
  readonly folded?: true;
  readonly code?: FailureCode;
  /** The guard's, and by which policy (64 hex digits). */
  readonly verdict?: Verdict;
  readonly policyHash?: string;
  /** Ids of the rules that gave it, with commas; never what they found. */
  readonly rules?: string;
  /** What is held: the quarantine's id, 64 hex digits. */
  readonly entry?: string;
  /** What a reviewer did with it. */
  readonly review?: ReviewAct;
}
