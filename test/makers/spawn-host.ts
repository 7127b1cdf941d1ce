import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './start-gateway.ts';

/** The embedded host as a process of its own, so that its memory can be measured and its life ended. */
export interface SpawnedHost {
  readonly pid: number;
  readonly dicomwebUrl: string;
  token(): Promise<string>;
  /** Ends the process and waits until it is gone. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** `npm start`'s own program, without the sample; ready when it has said where it serves. */
export async function spawnHost(dataFolder: string, nodeFlags: readonly string[] = []): Promise<SpawnedHost> {
  const port = await freePort();
  const args = [...nodeFlags, 'local/main.ts', '--port', String(port), '--data', dataFolder, '--no-sample'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  await untilServing(child);
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    pid: child.pid ?? 0,
    dicomwebUrl: `${baseUrl}/dicomweb`,
    token: () => fetchToken(baseUrl, dataFolder),
    stop: async (signal) => {
      const gone = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await gone;
    },
  };
}

async function untilServing({ stdout }: ChildProcess): Promise<void> {
  for await (const chunk of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    if (!String(chunk).includes('Portcullis serves')) continue;
    stdout?.resume();
    return;
  }
  throw new Error('the host ended before it served');
}

/** The secret is read from the owner-only file of the first start, as a person would. */
async function fetchToken(baseUrl: string, dataFolder: string): Promise<string> {
  const credentials = await readFile(join(dataFolder, 'first-start-credentials.txt'), 'utf8');
  const [, id, secret] = /^client +(\S+) +(\S+)$/m.exec(credentials) ?? [];
  const response = await fetch(`${baseUrl}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
