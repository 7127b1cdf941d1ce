import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, routes } from '../../lambdas/routes.ts';
import { callerActions, scopeOf } from '../../shared/access/scopes.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

let gateway: TestGateway;
let goodToken: string;
beforeAll(async () => {
  gateway = await startGateway();
  goodToken = await gateway.token();
});
afterAll(() => gateway.close());

const pathOf = ({ path }: Route): string =>
  path
    .replace('{frames}', '1')
    .replace('{bulkdata}', '7FE00010')
    .replace(/\{[a-z]+\}/g, () => freshUid());
const ask = (route: Route, token?: string) =>
  fetch(gateway.baseUrl + pathOf(route), {
    method: route.method,
    headers: { accept: 'application/dicom+json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partOf = (token: string, part: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString());
const foreignKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** The gateway's own key, so that a refusal of what it signs is for the claims and nothing else. */
async function ownKey(): Promise<KeyObject> {
  const file = await readFile(join(gateway.dataFolder, 'identity', 'keys.json'), 'utf8');
  return createPrivateKey({ key: JSON.parse(file).signing, format: 'jwk' });
}

function signedToken(key: KeyObject, claims: object): string {
  const signed = `${encode(partOf(goodToken, 0))}.${encode({ ...partOf(goodToken, 1), ...claims })}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const unsigned = () => `${encode({ ...partOf(goodToken, 0), alg: 'none' })}.${encode(partOf(goodToken, 1))}.`;
const hmacSigned = () => {
  const signed = `${encode({ ...partOf(goodToken, 0), alg: 'HS256' })}.${encode(partOf(goodToken, 1))}`;
  return `${signed}.${createHmac('sha256', JSON.stringify(gateway.host.identity.jwks)).update(signed).digest('base64url')}`;
};
const now = () => Math.floor(Date.now() / 1000);

describe('the tokens made here', () => {
  it('are accepted when nothing is wrong with them, so that each refusal below has its one reason', async () => {
    const response = await gateway.fetch('/studies', {
      headers: { authorization: `Bearer ${signedToken(await ownKey(), {})}` },
    });

    expect(response.status).toBe(204);
  });
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_name, route) => {
  it('answers 401 and says how to sign in when there is no token (RFC 6750 3)', async () => {
    const response = await ask(route);

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it.each([
    ['a foreign key', async () => signedToken(foreignKey, {})],
    ['a foreign issuer', async () => signedToken(await ownKey(), { iss: 'https://elsewhere.example/oidc' })],
    ['another audience', async () => signedToken(await ownKey(), { aud: 'https://elsewhere.example' })],
    ['an expired token', async () => signedToken(await ownKey(), { iat: now() - 7_200, exp: now() - 3_600 })],
    ['a token from the future', async () => signedToken(await ownKey(), { iat: now() + 3_600, exp: now() + 7_200 })],
    ['an ID token', async () => signedToken(await ownKey(), { token_use: 'id' })],
    ['no signature', async () => unsigned()],
    ['an HMAC over the public key', async () => hmacSigned()],
    ['something that is no token', async () => 'x.y.z'],
    ['9 kB of token', async () => `${goodToken}${'A'.repeat(9_000)}`],
  ])('answers 401 to %s', async (_what, make) => {
    const response = await ask(route, await make());

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('answers 403 to a token with every scope but its own', async () => {
    const others = callerActions.map(scopeOf).filter((scope) => scope !== route.permission);

    const response = await ask(route, await gateway.personToken('administrator', others));

    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toContain(`scope="${route.permission}"`);
  });

  it('lets a token with its scope through', async () => {
    const response = await ask(route, await gateway.personToken('administrator', [route.permission]));

    expect([401, 403]).not.toContain(response.status);
  });
});

describe('what needs no token', () => {
  it('is the CORS preflight alone, which tells methods and nothing else', async () => {
    const response = await fetch(`${gateway.dicomwebUrl}/studies`, {
      method: 'OPTIONS',
      headers: { origin: gateway.baseUrl, 'access-control-request-method': 'GET' },
    });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST, GET, HEAD');
    expect(await response.text()).toBe('');
  });

  it('is not had by a token in the URL, where logs and histories would keep it (RFC 9700 4.3.2)', async () => {
    const response = await fetch(`${gateway.dicomwebUrl}/studies?access_token=${goodToken}&token=${goodToken}`);

    expect(response.status).toBe(401);
  });

  it('does not let a foreign origin read', async () => {
    const response = await fetch(`${gateway.dicomwebUrl}/studies`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
    });

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});
