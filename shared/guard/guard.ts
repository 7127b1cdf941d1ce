import type { KeyObject } from 'node:crypto';
import type { Policy } from './policy/policy.ts';

/** What a host gives the guard: whose rules, and the secret that keeps fingerprints from being looked up. */
export interface Guard {
  readonly policy: Policy;
  /** HMAC key of the site; with another key, fingerprints in allow-lists mean nothing. */
  readonly fingerprintKey: KeyObject;
}
