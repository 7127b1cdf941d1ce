import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnHost } from '../test/makers/spawn-host.ts';
import type { Target } from './target.ts';

/** A token is valid for 15 minutes, a bench may run longer. */
const tokenLifetimeMs = 10 * 60 * 1_000;

/** `npm start`'s own program on a fresh folder: sign-in, audit, log and fsync as anybody has them. */
export async function startPortcullis(profileFolder?: string): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-bench-'));
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const host = await spawnHost(folder, profiling);
  return {
    name: 'Portcullis',
    dicomwebUrl: host.dicomwebUrl,
    pid: () => host.pid,
    headers: bearer(host.token),
    settle: async () => undefined,
    close: async () => {
      await host.stop('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function bearer(fetchToken: () => Promise<string>): Target['headers'] {
  let headers: Promise<{ readonly authorization: string }> | undefined;
  let fetchedAtMs = 0;
  return () => {
    if (headers === undefined || Date.now() - fetchedAtMs > tokenLifetimeMs) {
      fetchedAtMs = Date.now();
      headers = fetchToken().then((token) => ({ authorization: `Bearer ${token}` }));
    }
    return headers;
  };
}
