import type { Authorized } from '../../shared/access/authorize.ts';
import type { ReviewAct } from '../../shared/audit/audit-event.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { ReviewedEntry } from '../../shared/ports/quarantine.ts';
import type { AuditSubject, GatewayRequest, Reply } from '../edge/gateway-request.ts';

export interface ReviewRequest {
  readonly gateway: Gateway;
  readonly request: GatewayRequest;
  readonly permit: Authorized<'dlp.review'>;
}

export function subjectOf({ id, key, inspection }: ReviewedEntry, act: ReviewAct): AuditSubject {
  return { outcome: 'success', review: act, entry: id, ...key, verdict: inspection.verdict };
}

export function jsonReply(document: object, audited: readonly AuditSubject[]): Reply {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(document), audited };
}
