import { describe, expect, it } from 'vitest';
import { operator } from '../../shared/access/caller.ts';
import { createTokenCache } from '../../shared/access/token-cache.ts';

describe('the memory of verified tokens', () => {
  it('gives a caller back until the token expires, then forgets it', () => {
    const cache = createTokenCache(2);
    cache.keep('a', operator, 100);

    expect(cache.find('a', 99)).toBe(operator);
    expect(cache.find('a', 100)).toBeUndefined();
    expect(cache.find('a', 99)).toBeUndefined();
  });

  it('knows nothing of a token that was never kept', () => {
    expect(createTokenCache(2).find('a', 0)).toBeUndefined();
  });

  it('makes room by forgetting the token that was used longest ago', () => {
    const cache = createTokenCache(2);
    cache.keep('a', operator, 100);
    cache.keep('b', operator, 100);
    cache.find('a', 0);
    cache.keep('c', operator, 100);

    expect(['a', 'b', 'c'].map((token) => cache.find(token, 0) !== undefined)).toEqual([true, false, true]);
  });
});
