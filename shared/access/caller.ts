import type { Action } from './scopes.ts';

/** Who stands at the door: a verified access token, boiled down to what decisions and the audit trail need. */
export interface Caller {
  readonly kind: 'user' | 'client' | 'operator';
  /** The token's `sub`: an opaque identifier, never a person's name. */
  readonly subject: string;
  readonly clientId: string;
  readonly actions: ReadonlySet<Action>;
  readonly groups: readonly string[];
  readonly tokenId: string;
  /** Seconds since 1970, the token's `iat`: revocation compares with it. */
  readonly issuedAt: number;
}

/** A person at the machine itself (reindex, reconcile); never made from a token. */
export const operator: Caller = {
  kind: 'operator',
  subject: 'operator',
  clientId: 'local-command',
  actions: new Set<Action>(['archive.maintain']),
  groups: [],
  tokenId: '',
  issuedAt: 0,
};
