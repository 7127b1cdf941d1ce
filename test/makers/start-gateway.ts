import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOfThisMachine } from '../../local/settings-of-this-machine.ts';
import { type Host, startHost } from '../../local/start-host.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import { jsonLinesLog } from '../../shared/log.ts';
import { beginSignIn } from './sign-in.ts';

/** A real embedded host on a free loopback port, with a data folder of its own, for tests over HTTP. */
export interface TestGateway {
  /** What its URLs start with; where it listens too, unless PUBLIC_BASE_URL says otherwise. */
  readonly baseUrl: string;
  readonly dicomwebUrl: string;
  readonly dataFolder: string;
  readonly host: Host;
  /** Every line that the gateway logged. */
  readonly logLines: readonly string[];
  /** A machine client's token; all of its scopes where none are named. */
  token(scopes?: readonly Scope[]): Promise<string>;
  /** Of somebody of a group who signs in with a browser; all that the group may have where no scopes are named. */
  personToken(group: 'administrator' | 'radiologist' | 'technologist', scopes?: readonly Scope[]): Promise<string>;
  /** `fetch` below `/dicomweb` with a token of all machine scopes. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startGateway(env: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'portcullis-test-'));
  const settings = settingsOfThisMachine(
    ['--port', String(await freePort()), '--data', dataFolder, '--no-sample'],
    env,
  );
  if (settings === undefined) throw new Error('no settings');
  const logLines: string[] = [];
  const host = await startHost(
    settings,
    jsonLinesLog((line) => logLines.push(line)),
  );
  const baseUrl = settings.gateway.publicBaseUrl;
  const dicomwebUrl = `${baseUrl}/dicomweb`;
  const localUrl = `http://127.0.0.1:${settings.port}`;
  const token = (scopes?: readonly Scope[]) => machineToken(localUrl, host, scopes);
  let allScopes: Promise<string> | undefined;
  return {
    baseUrl,
    dicomwebUrl,
    dataFolder,
    host,
    logLines,
    token,
    personToken: (group, scopes) => personToken(localUrl, host, { group, ...(scopes && { scopes }) }),
    fetch: async (path, init = {}) => {
      allScopes ??= token();
      const headers = new Headers(init.headers);
      if (!headers.has('authorization')) headers.set('authorization', `Bearer ${await allScopes}`);
      return fetch(`${localUrl}/dicomweb${path}`, { ...init, headers });
    },
    close: async () => {
      await host.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function machineToken(localUrl: string, { identity }: Host, scopes?: readonly Scope[]): Promise<string> {
  const client = identity.firstStartSecrets?.client;
  if (client === undefined) throw new Error('the data folder is not fresh');
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scopes && { scope: scopes.join(' ') }) });
  const basic = Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`).toString('base64');
  const response = await fetch(`${localUrl}/oidc/token`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Basic ${basic}` },
  });
  if (response.status !== 200) throw new Error(`no token: ${response.status} ${await response.text()}`);
  const { access_token: accessToken } = (await response.json()) as { access_token: string };
  return accessToken;
}

interface PersonWish {
  readonly group: string;
  readonly scopes?: readonly Scope[];
}

async function personToken(localUrl: string, { identity }: Host, { group, scopes }: PersonWish): Promise<string> {
  const user = identity.firstStartSecrets?.users.find((each) => each.group === group);
  if (user === undefined) throw new Error(`nobody is a ${group}`);
  const begun = await beginSignIn(localUrl, scopes === undefined ? {} : { scope: ['openid', ...scopes].join(' ') });
  const { access_token: accessToken } = await begun.exchange(await begun.codeFor(user.name, user.password));
  return accessToken;
}
