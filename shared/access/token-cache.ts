import { createHash } from 'node:crypto';
import type { Caller } from './caller.ts';

/** Callers of tokens that were verified already. */
export interface TokenCache {
  find(token: string, nowSeconds: number): Caller | undefined;
  keep(token: string, caller: Caller, expiresAtSeconds: number): void;
}

/** Spares the signature check of a token seen before; keyed by SHA-256, so that memory holds no usable token. */
export function createTokenCache(maxTokens: number): TokenCache {
  const known = new Map<string, { readonly caller: Caller; readonly expiresAtSeconds: number }>();
  return {
    find(token, nowSeconds) {
      const key = digestOf(token);
      const entry = known.get(key);
      if (entry === undefined) return undefined;
      known.delete(key);
      if (entry.expiresAtSeconds <= nowSeconds) return undefined;
      known.set(key, entry);
      return entry.caller;
    },
    keep(token, caller, expiresAtSeconds) {
      known.set(digestOf(token), { caller, expiresAtSeconds });
      const eldest = known.keys().next().value;
      if (known.size > maxTokens && eldest !== undefined) known.delete(eldest);
    },
  };
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
