import { describe, expect, it } from 'vitest';
import { parseAccessTokenLifetimeSeconds } from '../../../local/identity/access-token-lifetime.ts';

describe('the life of an access token', () => {
  it('is a quarter of an hour where nothing is set', () => {
    expect(parseAccessTokenLifetimeSeconds(undefined)).toBe(900);
  });

  it.each([300, 900, 3600])('may be %i seconds', (seconds) => {
    expect(parseAccessTokenLifetimeSeconds(String(seconds))).toBe(seconds);
  });

  it.each(['', '0', '299', '3601', '900.5', '1e9', '-900', 'long', 'Infinity'])('may not be “%s”', (text) => {
    expect(() => parseAccessTokenLifetimeSeconds(text)).toThrow('300 to 3600');
  });
});
