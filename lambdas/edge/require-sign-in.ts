import type { Caller } from '../../shared/access/caller.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { EdgeStep } from './door.ts';
import type { GatewayRequest } from './gateway-request.ts';

const bearer = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/** RFC 6750: a verified access token with the route's scope, or no way in. The verb asks `authorize` about the study. */
export const requireSignIn = (gateway: Gateway): EdgeStep => ({
  before: async ({ event: visit }) => {
    const caller = await gateway.verifyToken(tokenOf(visit.request));
    visit.caller = caller;
    requireScope(visit.request, caller);
  },
});

function tokenOf(request: GatewayRequest): string {
  const found = bearer.exec(request.headers.authorization ?? '')?.[1];
  if (found !== undefined) return found;
  throw new GatewayError('token-missing', 'Sign in first: send "Authorization: Bearer <access token>".', {
    headers: { 'WWW-Authenticate': 'Bearer realm="portcullis"' },
  });
}

function requireScope({ route }: GatewayRequest, caller: Caller): void {
  const granted = [...caller.actions].some((action) => `dicom/${action}` === route.permission);
  if (granted) return;
  throw new GatewayError('scope-missing', `This needs an access token with the scope ${route.permission}.`, {
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${route.permission}"` },
  });
}
