import type { FailureCode } from '../errors.ts';

/** The classes of PS3.15 A.5 that these doors know: stored, queried, retrieved, refused, signed in, gateway started/stopped, index maintained. */
export const auditActions = ['store', 'query', 'retrieve', 'refuse', 'sign-in', 'start', 'stop', 'maintain'] as const;
export type AuditAction = (typeof auditActions)[number];

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
}
