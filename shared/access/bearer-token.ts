import { GatewayError } from '../errors.ts';

/** RFC 6750 2.1: `Bearer`, spaces, and one token of the b64token alphabet. */
const bearer = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The token of an Authorization header; never from the URL or a form, where it would end up in logs (RFC 6750 5.3). */
export function bearerTokenOf(authorization = ''): string {
  const token = bearer.exec(authorization)?.[1];
  if (token !== undefined) return token;
  if (/^Bearer\b/i.test(authorization)) throw tokenInvalid();
  throw new GatewayError('token-missing', 'Sign in first: send the header "Authorization: Bearer <access token>".', {
    headers: { 'WWW-Authenticate': 'Bearer realm="portcullis"' },
  });
}

/** One answer for every bad token: which check it failed is no business of whoever made it (RFC 6750 3.1). */
export function tokenInvalid(cause?: unknown): GatewayError {
  return new GatewayError(
    'token-invalid',
    'The access token is not valid here or has expired; get a new one and try again.',
    { cause, headers: { 'WWW-Authenticate': 'Bearer realm="portcullis", error="invalid_token"' } },
  );
}
