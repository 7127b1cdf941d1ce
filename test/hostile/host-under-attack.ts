import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { on, once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../../shared/access/scopes.ts';
import { beginSignIn } from '../makers/sign-in.ts';
import { freePort } from '../makers/start-gateway.ts';

/** What the host's process says first. */
export interface StartedHost {
  readonly client: { readonly id: string; readonly secret: string };
  /** May do everything that a person may, reviews among it. */
  readonly admin: { readonly name: string; readonly password: string };
}

/** What it can be asked then. */
export interface HostQuestion {
  readonly id: string;
  readonly question: 'index-digest' | 'resident-bytes' | 'resident-bytes-collected';
}

export interface HostUnderAttack {
  readonly port: number;
  readonly baseUrl: string;
  readonly dicomwebUrl: string;
  readonly dataFolder: string;
  /** All that the host has written to its log. */
  log(): string;
  indexDigest(): Promise<string>;
  /** Of the whole process: what the operating system gives it, whoever in it holds it. */
  residentBytes(): Promise<number>;
  /** The same after a garbage collection. */
  collectedBytes(): Promise<number>;
  token(scopes?: readonly Scope[]): Promise<string>;
  /** Of somebody who signs in and may decide about what the guard holds. */
  reviewerToken(): Promise<string>;
  /** Every file of the archive, drafts and marks included, by path. */
  archivedFiles(): Promise<readonly string[]>;
  /** The same of the quarantine. */
  quarantinedFiles(): Promise<readonly string[]>;
  /** All that the quarantine has written about what it holds. */
  quarantineNotes(): Promise<string>;
  auditText(): Promise<string>;
  stop(): Promise<void>;
}

/** A real host in a process of its own, so that what it holds in memory is its own and can be measured. */
export async function startHostUnderAttack(): Promise<HostUnderAttack> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'portcullis-hostile-'));
  const port = await freePort();
  const child = forkHost(port, dataFolder);
  const log = collected(child);
  const { client, admin } = await started(child, log);
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    port,
    baseUrl,
    dicomwebUrl: `${baseUrl}/dicomweb`,
    dataFolder,
    log: () => log.join(''),
    indexDigest: () => ask<string>(child, 'index-digest'),
    residentBytes: () => ask<number>(child, 'resident-bytes'),
    collectedBytes: () => ask<number>(child, 'resident-bytes-collected'),
    token: (scopes) => machineToken(baseUrl, client, scopes),
    reviewerToken: () => reviewerToken(baseUrl, admin),
    archivedFiles: () => filesIn(join(dataFolder, 'archive')),
    quarantinedFiles: () => filesIn(join(dataFolder, 'quarantine')),
    quarantineNotes: () => textIn(join(dataFolder, 'quarantine'), '.json'),
    auditText: () => textIn(join(dataFolder, 'audit')),
    stop: () => stop(child, dataFolder),
  };
}

/** Two arenas of the C allocator instead of eight a core, so that its idle pages are not taken for ours. */
function forkHost(port: number, dataFolder: string): ChildProcess {
  return fork('test/hostile/host-process.ts', ['--port', String(port), '--data', dataFolder], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function collected({ stderr }: ChildProcess): string[] {
  const written: string[] = [];
  stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  return written;
}

async function started(child: ChildProcess, log: readonly string[]): Promise<StartedHost> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the host did not start: ${log.join('')}`)));
  const [said] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return said;
}

async function ask<T>(child: ChildProcess, question: HostQuestion['question']): Promise<T> {
  const id = randomUUID();
  child.send({ id, question } satisfies HostQuestion);
  for await (const [message] of on(child, 'message')) if (message.id === id) return message.answer;
  throw new Error('the host ended before it answered');
}

async function machineToken(
  baseUrl: string,
  { id, secret }: StartedHost['client'],
  scopes?: readonly Scope[],
): Promise<string> {
  const response = await fetch(`${baseUrl}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scopes && { scope: scopes.join(' ') }) }),
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function reviewerToken(baseUrl: string, { name, password }: StartedHost['admin']): Promise<string> {
  const begun = await beginSignIn(baseUrl, { scope: 'openid dicom/dlp.review' });
  return (await begun.exchange(await begun.codeFor(name, password))).access_token;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
}

async function textIn(folder: string, ending = ''): Promise<string> {
  const names = (await filesIn(folder)).filter((name) => name.endsWith(ending));
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join('\n');
}

async function stop(child: ChildProcess, dataFolder: string): Promise<void> {
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  if (child.exitCode === null && child.signalCode === null) await gone;
  await rm(dataFolder, { recursive: true, force: true });
}
