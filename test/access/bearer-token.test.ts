import { describe, expect, it } from 'vitest';
import { bearerTokenOf } from '../../shared/access/bearer-token.ts';

const refusal = (code: string, challenge: string) =>
  expect.objectContaining({ code, status: 401, headers: { 'WWW-Authenticate': challenge } });

describe('an Authorization header (RFC 6750 2.1)', () => {
  it.each(['Bearer a.b-c_d~+/9==', 'bearer a.b-c_d~+/9==', 'BEARER   a.b-c_d~+/9=='])(
    'gives the token of “%s”',
    (header) => {
      expect(bearerTokenOf(header)).toBe('a.b-c_d~+/9==');
    },
  );

  it.each([undefined, '', 'Basic dXNlcjpwYXNz', 'a.b.c', 'Bearertoken'])(
    'is asked for without an error code where there is no bearer token: %s (RFC 6750 3.1)',
    (header) => {
      expect(() => bearerTokenOf(header)).toThrow(refusal('token-missing', 'Bearer realm="portcullis"'));
    },
  );

  it.each(['Bearer', 'Bearer ', 'Bearer a b', 'Bearer "a"', 'Bearer a, Bearer b', 'Bearer ä'])(
    'is invalid where it says Bearer and brings no token: %s',
    (header) => {
      const challenge = 'Bearer realm="portcullis", error="invalid_token"';

      expect(() => bearerTokenOf(header)).toThrow(refusal('token-invalid', challenge));
    },
  );
});
