import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTokenVerifier } from '../../shared/access/token-verifier.ts';
import { makeHmacToken, makeIssuerKey, makeToken, makeUnsignedToken } from './token-maker.ts';

const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_aBcDeFgHi';
const audience = 'https://gateway.example';
const rsaKey = makeIssuerKey('RS256', 'rsa-1');
const ecKey = makeIssuerKey('ES256', 'ec-1');
const jwks = { keys: [rsaKey.jwk, ecKey.jwk] };
const options = { issuer, audience, clientIds: ['viewer', 'router'], jwks };
const now = () => Math.floor(Date.now() / 1000);

/** What Cognito puts into an access token of a person. */
const claims = (changes: object = {}) => ({
  sub: '0a1b2c3d-0000-4000-8000-123456789abc',
  'cognito:groups': ['radiologist'],
  iss: issuer,
  version: 2,
  client_id: 'viewer',
  origin_jti: 'c0ffee00-0000-4000-8000-123456789abc',
  token_use: 'access',
  scope: 'dicom/study.read dicom/study.search openid',
  auth_time: now(),
  exp: now() + 900,
  iat: now(),
  jti: 'c0ffee01-0000-4000-8000-123456789abc',
  username: '0a1b2c3d-0000-4000-8000-123456789abc',
  ...changes,
});

const invalid = expect.objectContaining({
  code: 'token-invalid',
  status: 401,
  headers: { 'WWW-Authenticate': expect.stringContaining('error="invalid_token"') },
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a token in Cognito’s shape', () => {
  it('becomes the person who signed in', async () => {
    const token = makeToken(rsaKey, claims());

    const caller = await createTokenVerifier(options)(token);

    expect(caller).toEqual({
      kind: 'user',
      subject: '0a1b2c3d-0000-4000-8000-123456789abc',
      clientId: 'viewer',
      actions: new Set(['study.search', 'study.read']),
      groups: ['radiologist'],
      tokenId: 'c0ffee01-0000-4000-8000-123456789abc',
      issuedAt: expect.any(Number),
    });
  });

  it('becomes a client where it was got with client credentials', async () => {
    const token = makeToken(ecKey, claims({ sub: 'router', client_id: 'router', 'cognito:groups': undefined }));

    expect(await createTokenVerifier(options)(token)).toMatchObject({ kind: 'client', subject: 'router', groups: [] });
  });

  it('opens to a person what both its scopes and its groups open, whoever issued it', async () => {
    const wide = { scope: 'dicom/study.read dicom/study.write dicom/dlp.review' };
    const verify = createTokenVerifier(options);

    const radiologist = await verify(makeToken(rsaKey, claims(wide)));
    const stranger = await verify(makeToken(rsaKey, claims({ ...wide, 'cognito:groups': undefined, jti: 'other' })));

    expect(radiologist.actions).toEqual(new Set(['study.read']));
    expect(stranger.actions).toEqual(new Set());
  });

  it('opens nothing where it has no scope', async () => {
    const token = makeToken(rsaKey, claims({ scope: undefined }));

    expect((await createTokenVerifier(options)(token)).actions.size).toBe(0);
  });

  it('is taken from every client of the issuer where none is named', async () => {
    const token = makeToken(rsaKey, claims({ client_id: 'somebody' }));

    expect(await createTokenVerifier({ ...options, clientIds: [] })(token)).toMatchObject({ clientId: 'somebody' });
  });

  it.each([audience, [audience], ['https://elsewhere.example', audience]])(
    'may name us as its audience: %j',
    async (aud) => {
      expect(await createTokenVerifier(options)(makeToken(rsaKey, claims({ aud })))).toMatchObject({ kind: 'user' });
    },
  );

  it.each([{ exp: now() - 30 }, { nbf: now() + 30 }, { iat: now() + 30 }])(
    'is taken by a clock that is half a minute off: %j',
    async (changes) => {
      expect(await createTokenVerifier(options)(makeToken(rsaKey, claims(changes)))).toMatchObject({ kind: 'user' });
    },
  );
});

describe('a token is refused', () => {
  it.each([
    ['of another issuer', { iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_zzzzzzzzz' }],
    ['without an issuer', { iss: undefined }],
    ['that expired', { exp: now() - 120 }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: now() + 120 }],
    ['from the future', { iat: now() + 120 }],
    ['without a date', { iat: undefined }],
    ['that is an ID token', { token_use: 'id', aud: 'viewer' }],
    ['that is an ID token without an audience', { token_use: 'id' }],
    ['that does not say its use', { token_use: undefined }],
    ['of another client', { client_id: 'stranger' }],
    ['without a client', { client_id: undefined }],
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['for no audience at all', { aud: [] }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a subject that is no text', { sub: { $ne: '' } }],
    ['without an identifier', { jti: undefined }],
    ['with scopes in a list', { scope: ['dicom/study.read'] }],
    ['with groups in a text', { 'cognito:groups': 'administrator' }],
  ])('%s', async (_name, changes) => {
    await expect(createTokenVerifier(options)(makeToken(rsaKey, claims(changes)))).rejects.toEqual(invalid);
  });

  it.each([
    ['that nobody signed', makeUnsignedToken(rsaKey, claims())],
    ['that takes the public key for a secret', makeHmacToken(rsaKey, claims())],
    ['with a signature by another key', makeToken({ ...makeIssuerKey('RS256', 'rsa-1') }, claims())],
    ['with an algorithm that is not its key’s', makeToken({ ...rsaKey, kid: 'ec-1' }, claims())],
    ['with a key that is not the issuer’s', makeToken({ ...rsaKey, kid: '../../dev/null' }, claims())],
    ['without a key', makeToken(rsaKey, claims(), { kid: undefined })],
    [
      'that brings its own key',
      makeToken(makeIssuerKey('RS256', 'own'), claims(), { jwk: makeIssuerKey('RS256', 'own').jwk }),
    ],
    ['with an extension that we do not know', makeToken(rsaKey, claims(), { crit: ['b64'], b64: false })],
    ['longer than 8 kB', makeToken(rsaKey, claims({ padding: 'x'.repeat(8000) }))],
    [
      'with changed claims',
      makeToken(rsaKey, claims()).replace(/\.[^.]+\./, `.${btoa(JSON.stringify(claims({ sub: 'x' })))}.`),
    ],
    ['that is empty', ''],
    ['that is not a token', 'not-a-token'],
    ['that is not JSON', 'YQ.YQ.YQ'],
    ['whose claims are a list', makeToken(rsaKey, [])],
  ])('%s', async (_name, token) => {
    await expect(createTokenVerifier(options)(token)).rejects.toEqual(invalid);
  });

  it('where its key does not say which algorithm it is for', async () => {
    const { alg: _alg, ...unnamed } = rsaKey.jwk;
    const verify = createTokenVerifier({ ...options, jwks: { keys: [unnamed] } });

    await expect(verify(makeToken(rsaKey, claims()))).rejects.toEqual(invalid);
  });

  it('with the same words whatever was wrong with it', async () => {
    const verify = createTokenVerifier(options);
    const tokens = [makeToken(rsaKey, claims({ exp: 1 })), makeUnsignedToken(rsaKey, claims()), 'x'];

    const messages = await Promise.all(tokens.map((token) => verify(token).catch((error: Error) => error.message)));

    expect(new Set(messages).size).toBe(1);
  });
});

describe('any bytes in a token’s place', () => {
  it('are refused as an invalid token, never with a fault of ours', async () => {
    const verify = createTokenVerifier(options);
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const [header = ''] = makeToken(rsaKey, claims()).split('.');
    const tokens = fc.oneof(
      fc.string(),
      fc.tuple(fc.oneof(part, fc.constant(header)), part, part).map((parts) => parts.join('.')),
    );

    await fc.assert(
      fc.asyncProperty(tokens, async (token) => {
        await expect(verify(token)).rejects.toEqual(invalid);
      }),
    );
  });

  it('are not blamed for a fault of ours, such as keys to be fetched without TLS', async () => {
    const { jwks: _given, ...withoutKeys } = options;
    const verify = createTokenVerifier({ ...withoutKeys, jwksUri: 'http://127.0.0.1:1/jwks.json' });

    await expect(verify(makeToken(rsaKey, claims()))).rejects.toBeInstanceOf(TypeError);
  });
});

describe('a token that was verified', () => {
  it('is known again without its signature being checked, until it expires', async () => {
    vi.useFakeTimers();
    const verify = createTokenVerifier(options);
    const token = makeToken(rsaKey, claims());
    const caller = await verify(token);

    expect(await verify(token)).toBe(caller);
    vi.advanceTimersByTime(961_000);
    await expect(verify(token)).rejects.toEqual(invalid);
  });

  it('does not vouch for the same claims with another signature', async () => {
    const verify = createTokenVerifier(options);
    const token = makeToken(rsaKey, claims());
    await verify(token);

    await expect(verify(`${token.slice(0, -4)}AAAA`)).rejects.toEqual(invalid);
  });
});

describe('keys that must be fetched', () => {
  it('that cannot be had are the issuer’s failure, not the token’s', async () => {
    const { jwks: _given, ...withoutKeys } = options;
    const verify = createTokenVerifier({ ...withoutKeys, jwksUri: 'https://127.0.0.1:1/jwks.json' });

    await expect(verify(makeToken(rsaKey, claims()))).rejects.toMatchObject({
      code: 'issuer-unavailable',
      status: 503,
      headers: { 'Retry-After': '60' },
    });
  });
});
