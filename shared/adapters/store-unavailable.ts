import { GatewayError } from '../errors.ts';

/** Which of the stores failed; each has its code, so that whoever runs the gateway knows where to look. */
export type Store = 'archive' | 'quarantine';

const told = {
  archive: { code: 'archive-unavailable', message: 'The image archive cannot be used right now; try again later.' },
  quarantine: { code: 'quarantine-unavailable', message: 'The quarantine cannot be used right now; try again later.' },
} as const;

/** Not the caller's fault and not our bug: the caller hears 503 and when to come back, the cause is for the log's reader. */
export function storeUnavailable(store: Store, cause: unknown, retryAfterSeconds: number): GatewayError {
  const { code, message } = told[store];
  return new GatewayError(code, message, { cause, headers: { 'Retry-After': String(retryAfterSeconds) } });
}
