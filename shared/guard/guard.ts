import type { KeyObject } from 'node:crypto';
import { Turnstile } from '../turnstile.ts';
import type { Policy } from './policy/policy.ts';

/** What a host gives the guard: whose rules, and the secret that keeps fingerprints from being looked up. */
export interface Guard {
  readonly policy: Policy;
  /** HMAC key of the site; with another key, fingerprints in allow-lists mean nothing. */
  readonly fingerprintKey: KeyObject;
  /** A document is read in a process of its own: as many at once as the machine has room for, whoever sends them. */
  readonly documentTurns: Turnstile;
}

/** What a machine of a few cores and gigabytes has room for. */
const documentsAtOnce = 2;

export function createGuard({ policy, fingerprintKey }: Pick<Guard, 'policy' | 'fingerprintKey'>): Guard {
  return { policy, fingerprintKey, documentTurns: new Turnstile(documentsAtOnce) };
}
