import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../makers/start-gateway.ts';
import { emptyFolder, type PlantedFolder } from '../planted-files.ts';
import { type Run, runPortcullis } from '../run-portcullis.ts';
import { environmentOf, sessionFileIn, signInByBrowser } from '../signed-in.ts';

let gateway: TestGateway;
let folder: PlantedFolder;
let sessionFile: string;
beforeAll(async () => {
  gateway = await startGateway();
  folder = await emptyFolder();
  sessionFile = sessionFileIn(folder.path);
});
afterAll(async () => {
  await gateway.close();
  await folder[Symbol.asyncDispose]();
});

const list = (changes: Record<string, string> = {}): Promise<Run> =>
  runPortcullis(['quarantine', 'list'], { env: { ...environmentOf(gateway, sessionFile), ...changes } });

const session = async () => JSON.parse(await readFile(sessionFile, 'utf8'));
const changeSession = async (changes: object) =>
  writeFile(sessionFile, JSON.stringify({ ...(await session()), ...changes }));

describe('signing in with a browser', () => {
  it('keeps tokens in a file that only its owner can read, and prints none', async () => {
    const { code, out, err, page } = await signInByBrowser(gateway, { sessionFile });

    const { accessToken, refreshToken } = await session();
    expect(code).toBe(0);
    expect(page).toContain('This page can be closed');
    expect((await stat(sessionFile)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder.path, 'config'))).mode & 0o777).toBe(0o700);
    for (const token of [accessToken, refreshToken]) expect(out + err).not.toContain(token);
  });

  it('lets the commands in', async () => {
    await signInByBrowser(gateway, { sessionFile });

    expect(await list()).toMatchObject({ code: 0, out: 'Nothing is held.\n' });
  });

  it('asks for no more than the commands need', async () => {
    await signInByBrowser(gateway, { sessionFile });

    const { accessToken } = await session();
    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url').toString());
    expect(claims.scope).toBe('dicom/dlp.review');
  });

  it('does not listen to an answer of another question', async () => {
    const back = (callback: URL): URL => {
      const changed = new URL(callback);
      changed.searchParams.set('state', 'x'.repeat(43));
      return changed;
    };

    const { code, page } = await signInByBrowser(gateway, { sessionFile, back });

    expect(page).toBe('There is nothing here.\n');
    expect(code).toBe(0);
  });

  it('does not listen to another issuer (RFC 9207)', async () => {
    const back = (callback: URL): URL => {
      const changed = new URL(callback);
      changed.searchParams.set('iss', 'https://another.example.org');
      return changed;
    };

    const { page } = await signInByBrowser(gateway, { sessionFile, back });

    expect(page).toBe('There is nothing here.\n');
  });

  it('tells somebody whose groups do not open the quarantine so, with 1', async () => {
    await signInByBrowser(gateway, { sessionFile, group: 'radiologist' });

    const { code, err } = await list();

    expect(code).toBe(1);
    expect(err).toContain('dicom/dlp.review');
  });

  it('ends with 2 where there is no issuer', async () => {
    const wish = { env: environmentOf(gateway, sessionFile) };

    const nobody = await runPortcullis(['sign-in', '--issuer', `${gateway.baseUrl}/nowhere`], wish);
    const nothing = await runPortcullis(['sign-in', '--url', 'http://127.0.0.1:9'], wish);

    expect([nobody.code, nothing.code]).toEqual([2, 2]);
    expect(nobody.err).toContain('no OpenID Connect issuer');
    expect(nothing.err).toContain('does not answer');
  });
});

describe('a sign-in', () => {
  it('is renewed when its access token has run out, and the new tokens are kept', async () => {
    await signInByBrowser(gateway, { sessionFile });
    const { refreshToken } = await session();
    await changeSession({ expiresAt: 0 });

    const { code } = await list();

    const renewed = await session();
    expect(code).toBe(0);
    expect(renewed.refreshToken).not.toBe(refreshToken);
    expect(renewed.expiresAt).toBeGreaterThan(Date.now());
    expect((await stat(sessionFile)).mode & 0o777).toBe(0o600);
  });

  it('is for one gateway: its token goes to no other', async () => {
    await signInByBrowser(gateway, { sessionFile });

    const { code, err } = await list({ PORTCULLIS_URL: 'http://127.0.0.1:9' });

    expect(code).toBe(2);
    expect(err).toContain(`you are signed in to ${gateway.baseUrl}`);
  });

  it('is not used where others can read it', async () => {
    const shared = await folder.put('shared.json', Buffer.from('{}'));

    const { code, err } = await list({ PORTCULLIS_SESSION: shared });

    expect(code).toBe(2);
    expect(err).toContain(`chmod 600 ${shared}`);
  });

  it('is not needed with PORTCULLIS_TOKEN', async () => {
    const token = await gateway.personToken('administrator', ['dicom/dlp.review']);
    const nowhere = join(folder.path, 'nowhere.json');

    const withToken = await list({ PORTCULLIS_TOKEN: token, PORTCULLIS_SESSION: nowhere });
    const withoutToken = await list({ PORTCULLIS_SESSION: nowhere });
    const withAnother = await list({ PORTCULLIS_TOKEN: 'not-a-token' });

    expect(withToken.code).toBe(0);
    expect(withoutToken).toMatchObject({ code: 2, err: expect.stringContaining('run: portcullis sign-in') });
    expect(withAnother).toMatchObject({ code: 1, err: expect.stringContaining('Run: portcullis sign-in') });
  });
});

describe('signing out', () => {
  it('deletes the tokens and revokes them', async () => {
    await signInByBrowser(gateway, { sessionFile });
    const kept = await session();

    const { code } = await runPortcullis(['sign-out'], { env: environmentOf(gateway, sessionFile) });

    await expect(stat(sessionFile)).rejects.toThrow('ENOENT');
    await writeFile(sessionFile, JSON.stringify({ ...kept, expiresAt: 0 }), { mode: 0o600 });
    const after = await list();
    expect(code).toBe(0);
    expect(after).toMatchObject({ code: 2, err: expect.stringContaining('invalid_grant') });
  });

  it('says so where the issuer did not hear of it', async () => {
    await signInByBrowser(gateway, { sessionFile });
    await changeSession({ revocationEndpoint: 'http://127.0.0.1:9/revoke' });

    const { code } = await runPortcullis(['sign-out'], { env: environmentOf(gateway, sessionFile) });

    expect(code).toBe(1);
    await expect(stat(sessionFile)).rejects.toThrow('ENOENT');
  });

  it('is nothing new to somebody who is not signed in', async () => {
    const { code, out } = await runPortcullis(['sign-out'], { env: environmentOf(gateway, sessionFile) });

    expect([code, out]).toEqual([0, 'Signed out.\n']);
  });
});

it.each(['http://pacs.example.org', 'ftp://127.0.0.1', 'no url', 'https://pacs.example.org/?x=1'])(
  'sends no token to %s',
  async (url) => {
    const { code } = await list({ PORTCULLIS_URL: url, PORTCULLIS_TOKEN: 'a-token' });

    expect(code).toBe(2);
  },
);
