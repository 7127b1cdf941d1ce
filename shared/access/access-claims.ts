import { z } from 'zod';
import type { Caller } from './caller.ts';
import { actionsOfGroups } from './groups.ts';
import { actionsOfScopeClaim, type CallerAction } from './scopes.ts';

const identifier = z.string().min(1).max(256);
const secondsSince1970 = z.number().int().nonnegative();

/** What an access token must say, whoever issued it: the shape of Cognito's, which the embedded provider follows. */
const accessClaims = z.object({
  token_use: z.literal('access'),
  sub: identifier,
  client_id: identifier,
  jti: identifier,
  iat: secondsSince1970,
  exp: secondsSince1970,
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  scope: z.string().default(''),
  'cognito:groups': z.array(z.string().max(128)).max(100).default([]),
});

export type AccessClaims = z.infer<typeof accessClaims>;

/** Fails with a ZodError where a claim is missing or of the wrong kind: an ID token has no `token_use: access`. */
export function parseAccessClaims(payload: unknown): AccessClaims {
  return accessClaims.parse(payload);
}

/** A token whose subject is its client was got with client credentials: no person stands behind it. */
export function callerOfClaims(claims: AccessClaims): Caller {
  const kind = claims.sub === claims.client_id ? 'client' : 'user';
  const groups = claims['cognito:groups'];
  const asked = actionsOfScopeClaim(claims.scope);
  return {
    kind,
    subject: claims.sub,
    clientId: claims.client_id,
    actions: kind === 'client' ? asked : inBoth(asked, actionsOfGroups(groups)),
    groups,
    tokenId: claims.jti,
    issuedAt: claims.iat,
  };
}

const inBoth = (asked: ReadonlySet<CallerAction>, granted: ReadonlySet<CallerAction>): ReadonlySet<CallerAction> =>
  new Set([...asked].filter((action) => granted.has(action)));
