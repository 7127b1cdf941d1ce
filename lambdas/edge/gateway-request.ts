import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import type { Route } from '../routes.ts';

/** A request as the edge and the handlers see it, whatever host received it; headers in lower case. */
export interface GatewayRequest {
  readonly id: string;
  readonly route: Route;
  /** By the names in the route's template; percent-decoded once, not otherwise checked. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** After the `?`, as it came. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
  readonly remoteAddress: string;
}

/** What an answer was about, for the audit trail: one entry a study (or one without, for a search). */
export interface AuditSubject extends Pick<AuditEvent, 'verdict' | 'policyHash' | 'rules' | 'entry' | 'review'> {
  /** Where it is another than the route's. */
  readonly action?: AuditEvent['action'];
  readonly outcome: 'success' | 'partial' | 'failure';
  readonly studyUid?: string;
  readonly seriesUid?: string;
  readonly sopInstanceUid?: string;
  readonly count?: number;
}

/** An answer; a body that streams is read as it is sent and closed when the client leaves. A chunk that it yielded
 * belongs to the host, which may empty it once it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Recorded durably before the first byte leaves; never sent. */
  readonly audited?: readonly AuditSubject[];
}
