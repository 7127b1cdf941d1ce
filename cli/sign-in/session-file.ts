import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

const session = z.object({
  /** The gateway that the tokens are for. */
  url: z.string(),
  clientId: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.string().optional(),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970, of the access token. */
  expiresAt: z.number(),
});

export type Session = z.infer<typeof session>;

export function sessionPath({ env }: Pick<Terminal, 'env'>): string {
  if (env.PORTCULLIS_SESSION !== undefined && env.PORTCULLIS_SESSION !== '') return env.PORTCULLIS_SESSION;
  const configFolder = env.XDG_CONFIG_HOME ?? '';
  return join(configFolder === '' ? join(homedir(), '.config') : configFolder, 'portcullis', 'session.json');
}

/** Undefined where nobody is signed in. */
export async function findSession(path: string): Promise<Session | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CommandFailure(`${path} cannot be read`);
  });
  if (text === undefined) return undefined;
  await assertPrivate(path);
  return parsed(text, path);
}

function parsed(text: string, path: string): Session {
  try {
    return session.parse(JSON.parse(text));
  } catch {
    throw new CommandFailure(`${path} is damaged; run: portcullis sign-in`);
  }
}

async function assertPrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new CommandFailure(`others can read ${path}; run: chmod 600 ${path}`);
}

/** Whole or not at all, and readable by its owner only from the first byte on. */
export async function keepSession(path: string, kept: Session): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(kept));
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

export const forgetSession = (path: string): Promise<void> => rm(path, { force: true });
