import type { Caller } from '../../shared/access/caller.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { callerOf } from './authenticate.ts';
import type { EdgeStep } from './edge-step.ts';
import type { GatewayRequest } from './gateway-request.ts';

/** RFC 6750: a verified access token with the route's scope, or no way in. The verb asks `authorize` about the study. */
export const requireSignIn = (gateway: Gateway): EdgeStep => ({
  before: async ({ event: visit }) => {
    const caller = await callerOf(gateway, visit.request.headers);
    visit.caller = caller;
    requireScope(visit.request, caller);
  },
});

function requireScope({ route }: GatewayRequest, caller: Caller): void {
  const granted = [...caller.actions].some((action) => `dicom/${action}` === route.permission);
  if (granted) return;
  throw new GatewayError('scope-missing', `This needs an access token with the scope ${route.permission}.`, {
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${route.permission}"` },
  });
}
