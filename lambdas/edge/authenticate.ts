import { bearerTokenOf } from '../../shared/access/bearer-token.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type { Gateway } from '../../shared/gateway.ts';

/** The first step of every door: no header, no token, no caller; nothing else of the request is looked at before. */
export async function callerOf(
  gateway: Pick<Gateway, 'verifyToken'>,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<Caller> {
  return gateway.verifyToken(bearerTokenOf(headers.authorization));
}
