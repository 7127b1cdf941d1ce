import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { isUid } from '../../shared/dicom/uid.ts';
import { failureReply } from '../../shared/dicomweb/failure-document.ts';
import { type FailureCode, GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { stackOf } from '../../shared/log.ts';
import { reviewActOf, routeTemplate, wadoUriPath } from '../routes.ts';
import type { EdgeStep, Visit } from './edge-step.ts';
import type { Reply } from './gateway-request.ts';

/** The one place where a failure becomes an answer; who failed at what is in the audit trail before hearing of it. */
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
  }
  try {
    await recordFailure(gateway, visit, error instanceof GatewayError ? error.code : 'internal-error');
  } catch (auditError) {
    gateway.log.error('audit-unavailable', { requestId: request.id, stack: stackOf(auditError) });
    return failureReply(auditError, request.id);
  }
  return failureReply(error, request.id);
}

const refusals: ReadonlySet<FailureCode> = new Set(['token-missing', 'token-invalid', 'scope-missing']);

/** A store that broke off may have kept something, and a UID that is not there may have been guessed. */
async function recordFailure(gateway: Gateway, { request, caller }: Visit, code: FailureCode): Promise<void> {
  const isRefusal = refusals.has(code);
  if (caller === undefined && !isRefusal) return;
  await gateway.audit.record({
    ...(isRefusal
      ? { action: 'refuse' }
      : { action: request.route.auditAction, ...studyOf(request), ...reviewOf(request) }),
    outcome: 'failure',
    subject: caller?.subject ?? 'anonymous',
    clientId: caller?.clientId ?? 'anonymous',
    remoteAddress: request.remoteAddress,
    requestId: request.id,
    route: routeTemplate(request.route),
    code,
  });
}

/** In the path, or in the query of the URI Service. */
function studyOf({ pathParameters, route, query }: Visit['request']): Pick<AuditEvent, 'studyUid'> {
  const study = route.path === wadoUriPath ? new URLSearchParams(query).get('studyUID') : pathParameters.study;
  return study && isUid(study) ? { studyUid: study } : {};
}

/** Who tried to release what is in the trail as much as who did. */
function reviewOf({ route, pathParameters: { entry } }: Visit['request']): Pick<AuditEvent, 'entry' | 'review'> {
  const review = reviewActOf(route);
  return {
    ...(review === undefined ? {} : { review }),
    ...(entry !== undefined && /^[0-9a-f]{64}$/.test(entry) ? { entry } : {}),
  };
}
