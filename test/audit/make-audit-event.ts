import type { AuditEvent } from '../../shared/audit/audit-event.ts';

/** A retrieve of one instance by one client, or what `changes` make of it. */
export function makeAuditEvent(changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    action: 'retrieve',
    outcome: 'success',
    subject: 'b7c1a2f0-5f0e-4c7e-9c39-0d5f1f6b2f11',
    clientId: 'viewer',
    remoteAddress: '127.0.0.1',
    requestId: 'request-1',
    route: 'GET /dicomweb/studies/{study}/series/{series}/instances/{instance}',
    studyUid: '1.2.826.0.1.3680043.10.1',
    seriesUid: '1.2.826.0.1.3680043.10.1.1',
    sopInstanceUid: '1.2.826.0.1.3680043.10.1.1.1',
    count: 1,
    ...changes,
  };
}
