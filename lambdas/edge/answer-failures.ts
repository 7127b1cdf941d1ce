import { failureReply } from '../../shared/dicomweb/failure-document.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { stackOf } from '../../shared/log.ts';
import { routeTemplate } from '../routes.ts';
import type { EdgeStep, Visit } from './edge-step.ts';
import type { Reply } from './gateway-request.ts';

/** The one place where a failure becomes an answer; a refused caller is in the audit trail before hearing of it. */
export const answerFailures = (gateway: Gateway): EdgeStep => ({
  onError: async (step) => {
    step.response = await answer(gateway, step.event, step.error);
  },
});

async function answer(gateway: Gateway, visit: Visit, error: unknown): Promise<Reply> {
  const { request } = visit;
  if (!(error instanceof GatewayError)) {
    gateway.log.error('unexpected-error', {
      requestId: request.id,
      route: routeTemplate(request.route),
      stack: stackOf(error),
    });
    return failureReply(error, request.id);
  }
  try {
    await recordRefusal(gateway, visit, error);
  } catch (auditError) {
    gateway.log.error('audit-unavailable', { requestId: request.id, stack: stackOf(auditError) });
    return failureReply(auditError, request.id);
  }
  return failureReply(error, request.id);
}

async function recordRefusal(gateway: Gateway, { request, caller }: Visit, error: GatewayError): Promise<void> {
  if (error.status !== 401 && error.status !== 403) return;
  await gateway.audit.record({
    action: 'refuse',
    outcome: 'failure',
    subject: caller?.subject ?? 'anonymous',
    clientId: caller?.clientId ?? 'anonymous',
    remoteAddress: request.remoteAddress,
    requestId: request.id,
    route: routeTemplate(request.route),
    code: error.code,
  });
}
