import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { redirectUri, type Tokens } from '../makers/sign-in.ts';
import { RunningProvider } from './identity/running-provider.ts';

let running: RunningProvider;

beforeAll(async () => {
  running = await RunningProvider.start();
});

afterAll(() => running.remove());

describe('a program that signs a person in (RFC 6749 4.1, RFC 7636)', () => {
  it('gets an access token that the verifier takes, with the scopes of the person’s groups only', async () => {
    const tokens = await running.signIn('radiologist');

    const caller = await running.verify(tokens.access_token);

    expect(caller).toMatchObject({ kind: 'user', clientId: 'portcullis-personal', groups: ['radiologist'] });
    expect([...caller.actions]).toEqual(['study.search', 'study.read', 'study.thumbnail']);
    expect(caller.subject).toMatch(/^[0-9a-f-]{36}$/);
    expect(running.events.at(-1)).toMatchObject({ action: 'sign-in', outcome: 'success', subject: caller.subject });
  });

  it('gets every scope for an administrator, and no more than it asked for', async () => {
    const all = await running.signIn('admin');
    const some = await running.signIn('admin', { scope: 'openid dicom/audit.read' });

    expect((await running.verify(all.access_token)).actions.size).toBe(9);
    expect([...(await running.verify(some.access_token)).actions]).toEqual(['audit.read']);
  });

  it('gets its state and the issuer back with the code (RFC 9207)', async () => {
    const begun = await running.begin();

    const callback = await begun.callbackFor('admin', running.passwordOf('admin'));

    expect(callback.origin + callback.pathname).toBe(redirectUri);
    expect(callback.searchParams.get('state')).toBe('some-state');
    expect(callback.searchParams.get('iss')).toBe(`${running.baseUrl}/oidc`);
  });

  it('gets nothing with another verifier, and nothing for a code used twice', async () => {
    const begun = await running.begin();
    const code = await begun.codeFor('admin', running.passwordOf('admin'));

    const foreign = await begun.exchange(code, 'x'.repeat(43));
    const first = await begun.exchange(code);
    const again = await begun.exchange(code);

    expect(foreign.error).toBe('invalid_grant');
    expect(first.error).toBeUndefined();
    expect(again.error).toBe('invalid_grant');
    expect(((await (await running.refresh(first.refresh_token)).json()) as Tokens).error).toBe('invalid_grant');
  });

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with the plain PKCE method', { code_challenge_method: 'plain' }],
    ['with the implicit flow', { response_type: 'id_token token' }],
    ['for a foreign resource', { resource: 'https://elsewhere.test/' }],
  ])('is sent back with an error %s', async (_name, changes) => {
    const { reply } = await running.begin(changes);

    const target = new URL(reply.headers.get('location') ?? '');

    expect(target.origin + target.pathname).toBe(redirectUri);
    expect(target.href).toMatch(/error=(invalid_request|unsupported_response_type|unauthorized_client|invalid_target)/);
  });

  it.each([
    'https://elsewhere.test/callback',
    'http://127.0.0.1.elsewhere.test/callback',
    'http://127.0.0.1:49152/other',
    'http://user@127.0.0.1:49152/callback',
    'javascript:alert(1)',
    '//elsewhere.test/callback',
  ])('is not sent to an address that was not registered: %s', async (redirect_uri) => {
    const { reply } = await running.begin({ redirect_uri });

    expect(reply.status).toBe(400);
    expect(reply.headers.get('location')).toBeNull();
  });

  it('must ask for the password again although the browser signed in a moment ago', async () => {
    const begun = await running.begin();
    await begun.codeFor('admin', running.passwordOf('admin'));

    const again = await begun.visit(begun.reply.url);

    expect(again.headers.get('location')).toMatch(/^\/oidc\/sign-in\//);
  });
});

describe('a refresh token', () => {
  it('is exchanged for a new one, and used twice it ends the whole grant', async () => {
    const first = await running.signIn('technologist');

    const second = (await (await running.refresh(first.refresh_token)).json()) as Tokens;
    const recordedBefore = running.events.length;
    const replay = await running.refresh(first.refresh_token);
    const recorded = running.events.slice(recordedBefore);
    const afterReplay = await running.refresh(second.refresh_token);

    expect([...(await running.verify(second.access_token)).actions]).toEqual([
      'study.search',
      'study.read',
      'study.thumbnail',
      'study.write',
    ]);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(replay.status).toBe(400);
    expect(afterReplay.status).toBe(400);
    expect(recorded).toEqual([expect.objectContaining({ action: 'sign-in', outcome: 'failure' })]);
  });

  it('is good for one of two exchanges at the same moment', async () => {
    const { refresh_token } = await running.signIn('technologist');

    const replies = await Promise.all([running.refresh(refresh_token), running.refresh(refresh_token)]);

    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400]);
  });

  it('can be given back (RFC 7009)', async () => {
    const { refresh_token: token } = await running.signIn('admin');
    const body = new URLSearchParams({ token, client_id: 'portcullis-personal' });

    const revoked = await fetch(`${running.baseUrl}/oidc/token/revocation`, { method: 'POST', body });

    expect(revoked.status).toBe(200);
    expect((await running.refresh(token)).status).toBe(400);
  });
});

describe('a machine with client credentials (RFC 6749 4.4)', () => {
  it('gets a token for the gateway with all its scopes when it names none', async () => {
    const reply = await running.machineToken();
    const tokens = (await reply.json()) as Tokens & { expires_in: number };

    const caller = await running.verify(tokens.access_token);

    expect(tokens.expires_in).toBe(900);
    expect(caller).toMatchObject({
      kind: 'client',
      subject: 'portcullis-machine',
      clientId: 'portcullis-machine',
      groups: [],
    });
    expect([...caller.actions]).toEqual(['study.search', 'study.read', 'study.thumbnail', 'study.write']);
    expect(running.events.at(-1)).toMatchObject({ outcome: 'success', subject: 'portcullis-machine' });
  });

  it('gets the scope it names, and is told when it names one too many', async () => {
    const narrow = (await (await running.machineToken({ scope: 'dicom/study.read' })).json()) as Tokens;
    const excess = await running.machineToken({ scope: 'dicom/study.read dicom/audit.read' });

    expect(narrow.scope).toBe('dicom/study.read');
    expect(excess.status).toBe(400);
    expect(((await excess.json()) as Tokens).error).toBe('invalid_scope');
  });

  it('gets nothing with a wrong secret or none, and the trail says so', async () => {
    const wrong = await running.machineToken({}, 'guessed');
    const none = await running.token({ grant_type: 'client_credentials', client_id: 'portcullis-machine' });

    expect([wrong.status, none.status]).toEqual([401, 401]);
    expect(running.events.at(-1)).toMatchObject({
      outcome: 'failure',
      subject: 'anonymous',
      clientId: 'portcullis-machine',
    });
  });

  it('gets nothing while the audit trail cannot be written', async () => {
    running.auditFails = true;

    const reply = await running.machineToken();
    running.auditFails = false;

    expect(reply.status).toBe(503);
    expect(await reply.text()).not.toContain('access_token');
  });
});

describe('the sign-in page', () => {
  it('is plain HTML without scripts, in no frame, never cached', async () => {
    const begun = await running.begin();

    const page = await begun.visit(begun.pageUrl);

    expect(await page.text()).not.toMatch(/<script|https?:/);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:49152");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('sets cookies that scripts and other sites do not get', async () => {
    const { reply } = await running.begin();

    const cookies = reply.headers.getSetCookie();

    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/samesite=lax; httponly/i);
  });

  it('answers a wrong password and a name that nobody has alike, escaped, and keeps neither in the trail', async () => {
    const begun = await running.begin();

    const wrong = await begun.submit('technologist', 'wrong');
    const nobody = await begun.submit('<b>nobody</b>', 'wrong');
    const texts = [await wrong.text(), await nobody.text()];

    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(texts[1]).not.toContain('<b>nobody');
    expect(texts[0]?.replace('technologist', '')).toBe(texts[1]?.replace('&#60;b&#62;nobody&#60;/b&#62;', ''));
    expect(running.events.at(-1)).toMatchObject({ action: 'sign-in', outcome: 'failure', subject: 'anonymous' });
    expect(JSON.stringify(running.events)).not.toContain('nobody');
  });

  it('still takes the right password after a wrong one', async () => {
    const begun = await running.begin();
    await begun.submit('admin', 'wrong');

    const accepted = await begun.submit('admin', running.passwordOf('admin'));

    expect(accepted.status).toBe(303);
    expect(running.events.at(-1)).toMatchObject({ outcome: 'success', route: 'POST /oidc/sign-in/{uid}' });
  });

  it('refuses a form sent without its cookie, from another site, too long, or of another kind', async () => {
    const begun = await running.begin();
    const body = new URLSearchParams({ name: 'admin', password: running.passwordOf('admin') });

    const withoutCookie = await fetch(begun.pageUrl, { method: 'POST', body, redirect: 'manual' });
    const fromElsewhere = await begun.submit('admin', 'x', { origin: 'https://elsewhere.test' });
    const tooLong = await begun.submit('admin', 'x'.repeat(5000));
    const json = await begun.visit(begun.pageUrl, { method: 'POST', body: '{}' });

    expect([withoutCookie, fromElsewhere, tooLong, json].map((reply) => reply.status)).toEqual([400, 400, 400, 400]);
  });

  it('refuses other methods, another sign-in’s address and one that is over', async () => {
    const [begun, other] = [await running.begin(), await running.begin()];
    const put = await begun.visit(begun.pageUrl, { method: 'PUT' });
    const foreign = await begun.visit(other.pageUrl);
    await begun.codeFor('admin', running.passwordOf('admin'));

    const over = await begun.visit(begun.pageUrl);

    expect([put.status, foreign.status, over.status]).toEqual([405, 400, 400]);
  });

  it('lets nobody try again while a failure cannot be recorded', async () => {
    const begun = await running.begin();
    running.auditFails = true;

    const reply = await begun.submit('radiologist', 'wrong');
    running.auditFails = false;

    expect(reply.status).toBe(500);
    expect(running.logged).toContain('identity-failure');
  });

  it('makes a guesser wait, but not a colleague', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const [begun, other] = [await running.begin(), await running.begin()];
    const name = `guessed-${randomUUID()}`;
    for (let tries = 0; tries < 5; tries += 1) await begun.submit(name, 'wrong');

    const guesser = await begun.submit(name, 'wrong');
    const colleague = await other.submit('admin', running.passwordOf('admin'));

    vi.advanceTimersByTime(1_000);
    const afterWaiting = await begun.submit(name, 'wrong');

    expect([guesser.status, guesser.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await guesser.text()).toContain('Wait');
    expect(colleague.status).toBe(303);
    expect(afterWaiting.status).toBe(401);
  });
});

describe('the provider', () => {
  it('tells where everything is by the address that was set, whatever Host says (OpenID Connect Discovery 4)', async () => {
    const headers = { 'x-forwarded-host': 'elsewhere.test', 'x-forwarded-proto': 'https' };

    const reply = await fetch(`${running.baseUrl}/oidc/.well-known/openid-configuration`, { headers });
    const document = (await reply.json()) as Record<string, unknown>;

    expect(document).toMatchObject({
      issuer: `${running.baseUrl}/oidc`,
      token_endpoint: `${running.baseUrl}/oidc/token`,
      jwks_uri: `${running.baseUrl}/oidc/jwks`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
    expect(document).not.toHaveProperty('registration_endpoint');
  });

  it('shows public keys only', async () => {
    const reply = await fetch(`${running.baseUrl}/oidc/jwks`);

    const shown = JSON.stringify(await reply.json());

    expect(shown).toContain('"ES256"');
    expect(shown).not.toContain('"d"');
    expect(JSON.stringify(running.provider.jwks)).not.toContain('"d"');
  });

  it('answers browsers’ cross-origin calls to the token endpoint for the origins that were set only', async () => {
    const form = { grant_type: 'refresh_token', client_id: 'portcullis-personal', refresh_token: 'x' };

    const friend = await running.token(form, { origin: 'http://viewer.test' });
    const stranger = await running.token(form, { origin: 'http://elsewhere.test' });

    expect(friend.headers.get('access-control-allow-origin')).toBe('http://viewer.test');
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(['/oidc/reg', '/oidc/me', '/oidc/interaction/x', '/oidc/request', '/oidc/session/end', '/oidc/', '/oidc'])(
    'knows no %s',
    async (path) => {
      expect((await fetch(running.baseUrl + path)).status).toBe(404);
    },
  );
});

describe('odd requests', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${btoa(pair)}` });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['no grant type', {}, {}],
    ['an unknown grant type', { grant_type: '__proto__', client_id: 'portcullis-personal' }, {}],
    ['an unknown client', { grant_type: 'client_credentials', client_id: '__proto__' }, {}],
    ['credentials that are not base64', { grant_type: 'client_credentials' }, { authorization: 'Basic %%%' }],
    ['a very long secret', { grant_type: 'client_credentials' }, basic(`portcullis-machine:${'x'.repeat(9000)}`)],
    ['a body that is far too long', { grant_type: 'x'.repeat(60_000) }, {}],
    ['a code of nobody', { grant_type: 'authorization_code', client_id: 'portcullis-personal', code: 'x' }, {}],
    [
      'a secret in the form',
      { grant_type: 'client_credentials', client_id: 'portcullis-machine', client_secret: 'x' },
      {},
    ],
  ])('get a client’s error, not ours: %s', async (_what, form, headers) => {
    const before = running.logged.length;

    const reply = await running.token(form, headers);

    expect([400, 401]).toContain(reply.status);
    expect(await reply.json()).toHaveProperty('error');
    expect(running.logged).toHaveLength(before);
  });

  it('are broken off when they take half a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const arrived = running.nextRequest();
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('grant_')) });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as const;
    const brokenOff = expect(fetch(`${running.baseUrl}/oidc/token`, init)).rejects.toThrow();

    await arrived;
    vi.advanceTimersByTime(30_000);

    await brokenOff;
    vi.useRealTimers();
    expect((await running.machineToken()).status).toBe(200);
  });

  it('get a page that says what to do where a person may see it', async () => {
    const headers = { accept: 'text/html' };

    const reply = await fetch(`${running.baseUrl}/oidc/auth?client_id=<b>x</b>`, { headers });

    expect(reply.status).toBe(400);
    expect(await reply.text()).toContain('Go back to the program');
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('do not get the machine’s tokens by the personal client or the other way round', async () => {
    const personal = await running.token({ grant_type: 'client_credentials', client_id: 'portcullis-personal' });
    const { reply } = await running.begin({ client_id: 'portcullis-machine' });

    expect(personal.status).toBe(400);
    expect(reply.status).toBe(400);
  });
});

describe('behind a proxy that ends TLS', () => {
  it('sets cookies for TLS only and names the public address, path prefix included', async () => {
    const issuer = 'https://images.test/prod/oidc';
    const proxied = await RunningProvider.start({ issuer, resource: 'https://images.test/prod' });

    const { reply } = await proxied.begin();
    const machine = (await (await proxied.machineToken()).json()) as Tokens;
    await proxied.remove();

    expect(reply.headers.get('location')).toMatch(/^\/prod\/oidc\/sign-in\//);
    for (const cookie of reply.headers.getSetCookie()) expect(cookie).toMatch(/path=\/prod\/oidc\/.*secure/);
    expect(JSON.parse(atob(machine.access_token.split('.')[1] ?? ''))).toMatchObject({
      iss: issuer,
      aud: 'https://images.test/prod',
    });
  });
});

describe('a restart', () => {
  it('keeps accounts, keys and refresh tokens, used ones too, and prints no secret again', async () => {
    const first = await running.signIn('radiologist');
    const second = (await (await running.refresh(first.refresh_token)).json()) as Tokens;
    const machine = await running.machineToken();
    const before = ((await machine.json()) as Tokens).access_token;
    const { firstStartSecrets } = running.provider;
    await running.close();

    await running.open();

    expect(running.provider.firstStartSecrets).toBeUndefined();
    expect(await running.verify(before)).toMatchObject({ kind: 'client' });
    const third = (await (await running.refresh(second.refresh_token)).json()) as Tokens;
    expect(await running.verify(third.access_token)).toMatchObject({ groups: ['radiologist'] });
    expect((await running.refresh(first.refresh_token)).status).toBe(400);
    expect((await running.refresh(third.refresh_token)).status).toBe(400);
    expect(firstStartSecrets?.users).toHaveLength(3);
  });

  it.skipIf(process.platform === 'win32')('finds its files readable by their owner only', async () => {
    const files = ['keys.json', 'accounts.json', 'tokens.sqlite', '../first-start-credentials.txt'];

    const modes = await Promise.all(files.map((file) => stat(join(running.folder, 'identity', file))));

    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600]);
  });
});
