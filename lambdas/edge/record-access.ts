import type { Caller } from '../../shared/access/caller.ts';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { routeTemplate } from '../routes.ts';
import { closeBody } from './close-body.ts';
import type { EdgeStep } from './edge-step.ts';
import type { AuditSubject, GatewayRequest } from './gateway-request.ts';

/** No record, no answer: a reply leaves only after what it gave away is durable in the audit trail. */
export const recordAccess = (gateway: Gateway): EdgeStep => ({
  after: async ({ event: { request, caller }, response }) => {
    if (caller === undefined) return;
    const subjects = response?.audited ?? [{ outcome: 'success' as const }];
    try {
      await Promise.all(subjects.map((subject) => gateway.audit.record(accessEvent(request, caller, subject))));
    } catch (error) {
      await closeBody(response?.body);
      throw error;
    }
  },
});

function accessEvent(request: GatewayRequest, caller: Caller, subject: AuditSubject): AuditEvent {
  return {
    action: request.route.auditAction,
    ...subject,
    subject: caller.subject,
    clientId: caller.clientId,
    remoteAddress: request.remoteAddress,
    requestId: request.id,
    route: routeTemplate(request.route),
  };
}
