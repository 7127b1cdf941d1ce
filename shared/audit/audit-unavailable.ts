import { GatewayError } from '../errors.ts';

/** What the caller hears when an access could not be recorded; the cause is for the host, never for the reply. */
export function auditUnavailable(cause: unknown): GatewayError {
  return new GatewayError(
    'audit-unavailable',
    'The access could not be recorded, so it was refused; try again later.',
    {
      cause,
      headers: { 'Retry-After': '5' },
    },
  );
}
