import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IssuerKey, makeHmacToken, makeIssuerKey, makeToken, makeUnsignedToken } from '../access/token-maker.ts';
import { secret } from '../makers/hostile-ct.ts';
import { makeCt } from '../makers/make-ct.ts';
import { answerOf, joined } from './answer.ts';
import type { Attack } from './attack.ts';
import { pathOf, storeMultipart, type Target } from './target.ts';

type Claims = Readonly<Record<string, unknown>>;
type MakeToken = (issuer: { readonly key: IssuerKey; readonly claims: Claims }) => string;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);
const stranger = makeIssuerKey('ES256', 'stranger');

/** What the embedded provider would sign for its own client, with its own key: nothing of it is wrong yet. */
async function issuerOf({ host }: Target): Promise<{ key: IssuerKey; claims: Claims }> {
  const { signing } = JSON.parse(await readFile(join(host.dataFolder, 'identity', 'keys.json'), 'utf8'));
  const privateKey = createPrivateKey({ key: signing, format: 'jwk' });
  const key: IssuerKey = {
    alg: 'ES256',
    kid: signing.kid,
    privateKey,
    publicKey: createPublicKey(privateKey),
    jwk: signing,
  };
  const claims = {
    iss: `${host.baseUrl}/oidc`,
    aud: host.baseUrl,
    sub: 'portcullis-machine',
    client_id: 'portcullis-machine',
    token_use: 'access',
    jti: randomUUID(),
    iat: nowSeconds(),
    exp: nowSeconds() + 600,
    scope: 'dicom/study.search dicom/study.read dicom/study.write',
    patient: secret,
  };
  return { key, claims };
}

/** Every kind of door is tried with it: search, retrieve, store. */
function doors(tokenOf: (target: Target) => Promise<string>): Attack['send'] {
  return async (target) => {
    const authorization = await tokenOf(target);
    const knocking: Target = {
      ...target,
      fetch: (path, init = {}) =>
        target.fetch(path, { ...init, headers: { ...(init.headers as object), authorization } }),
    };
    const accept = { headers: { accept: '*/*' } };
    const searched = await answerOf(await knocking.fetch('/studies', accept));
    const retrieved = await answerOf(await knocking.fetch(`${pathOf(target.standing.key)}/metadata`, accept));
    const asked = await answerOf(await knocking.fetch('', { method: 'OPTIONS' }));
    const stored = await storeMultipart(knocking, [makeCt().bytes]);
    return joined([searched, retrieved, asked, stored]);
  };
}

const forged = (make: MakeToken) => doors(async (target) => `Bearer ${make(await issuerOf(target))}`);
const claiming = (change: (claims: Claims) => Claims) =>
  forged(({ key, claims }) => makeToken(key, { ...claims, ...change(claims) }));
const heading = (header: object) => forged(({ key, claims }) => makeToken(key, claims, header));

const refused = (law: string, send: Attack['send']): Attack => ({
  class: 'H23',
  law,
  send,
  expect: { status: 401, code: 'token-invalid' },
});
const missing = (law: string, authorization: string): Attack => ({
  class: 'H23',
  law,
  send: doors(async () => authorization),
  expect: { status: 401 },
});

/** H23: tokens that are almost right, each wrong in one way. */
export const tokens: readonly Attack[] = [
  {
    class: 'H23',
    law: 'a token that is right in everything opens search and retrieve, so that the others fail for what is wrong with them',
    send: async (target) => {
      const { key, claims } = await issuerOf(target);
      const authorization = `Bearer ${makeToken(key, claims)}`;
      return answerOf(await target.fetch('/studies', { headers: { accept: '*/*', authorization } }));
    },
    expect: { status: 200 },
  },
  refused(
    'an unsigned token is none',
    forged(({ key, claims }) => makeUnsignedToken(key, claims)),
  ),
  refused(
    'the public key is no HMAC secret',
    forged(({ key, claims }) => makeHmacToken(key, claims)),
  ),
  refused('another algorithm than the key has is refused', heading({ alg: 'ES512' })),
  refused(
    'a stranger signs for nobody',
    forged(({ claims }) => makeToken(stranger, claims)),
  ),
  refused(
    "a stranger under the issuer's key name signs for nobody",
    forged(({ key, claims }) => makeToken({ ...stranger, kid: key.kid }, claims)),
  ),
  refused('a key name that is a path leads nowhere', heading({ kid: '../../identity/keys.json' })),
  refused('a key name that is a statement leads nowhere', heading({ kid: "' UNION SELECT 'x" })),
  refused(
    'a key that the token brings along is not used',
    forged(({ key, claims }) => makeToken(stranger, claims, { jwk: stranger.jwk, kid: key.kid })),
  ),
  refused(
    'a key address that the token brings along is not fetched',
    heading({ jku: 'http://169.254.169.254/keys', kid: 'elsewhere' }),
  ),
  refused('an extension that we do not know refuses', heading({ crit: ['exp'], exp: 1 })),
  refused(
    'another issuer is nobody',
    claiming(() => ({ iss: 'https://evil.example/oidc' })),
  ),
  refused(
    'another audience is not us',
    claiming(() => ({ aud: 'https://other.example' })),
  ),
  refused(
    'an expired token is over',
    claiming(() => ({ exp: nowSeconds() - 3600, iat: nowSeconds() - 7200 })),
  ),
  refused(
    'a token without end is none',
    claiming(() => ({ exp: undefined })),
  ),
  refused(
    'an end that is a text is none',
    claiming(() => ({ exp: 'tomorrow' })),
  ),
  refused(
    'a token of tomorrow is not yet one',
    claiming(() => ({ iat: nowSeconds() + 86_400, exp: nowSeconds() + 90_000 })),
  ),
  refused(
    'a token that begins tomorrow is not yet one',
    claiming(() => ({ nbf: nowSeconds() + 86_400 })),
  ),
  refused(
    'an ID token is no access token',
    claiming(() => ({ token_use: 'id' })),
  ),
  refused(
    'a token without use is no access token',
    claiming(() => ({ token_use: undefined })),
  ),
  refused(
    'a token without subject is nobody',
    claiming(() => ({ sub: undefined })),
  ),
  refused(
    'a subject of a million letters is nobody',
    claiming(() => ({ sub: 'x'.repeat(5000) })),
  ),
  refused(
    'groups that are no list are refused',
    claiming(() => ({ 'cognito:groups': { admin: true } })),
  ),
  refused(
    'a token of 12 kB is not looked at',
    claiming(() => ({ note: 'x'.repeat(9000) })),
  ),
  refused(
    'a changed signature is none',
    forged(({ key, claims }) => `${makeToken(key, claims).slice(0, -6)}AAAAAA`),
  ),
  refused(
    'changed claims are not signed',
    forged(({ key, claims }) => {
      const [head, , signature] = makeToken(key, claims).split('.');
      return `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url')}.${signature}`;
    }),
  ),
  refused(
    'three dots are no token',
    doors(async () => 'Bearer ...'),
  ),
  refused(
    'JSON that is none is no token',
    doors(async () => `Bearer ${Buffer.from('{').toString('base64url')}.e30.AAAA`),
  ),
  refused(
    'a header of a thousand levels is no token',
    doors(async () => `Bearer ${Buffer.from('['.repeat(3000)).toString('base64url')}.e30.AAAA`),
  ),
  refused(
    'two tokens in one header are none',
    doors(async (target) => `Bearer ${target.bearer}, Bearer ${target.bearer}`),
  ),
  missing('no scheme but Bearer is known', `Basic ${Buffer.from(`admin:${secret}`).toString('base64')}`),
  missing('an empty header is no token', ' '),
  missing('a token without scheme is none', secret),
  {
    class: 'H23',
    law: 'a token in the URL is none',
    send: async (target) =>
      answerOf(
        await fetch(`${target.host.dicomwebUrl}/studies?access_token=${target.bearer}`, { headers: { accept: '*/*' } }),
      ),
    expect: { status: 401, code: 'token-missing' },
  },
  ...['', 'openid', 'dicom/everything', 'DICOM/STUDY.SEARCH', 'dicom/archive.maintain', '__proto__'].map(
    (scope): Attack => ({
      class: 'H23',
      law: `the scope "${scope}" opens no door`,
      send: claiming(() => ({ scope })),
      expect: { status: 403, code: 'scope-missing' },
    }),
  ),
];
