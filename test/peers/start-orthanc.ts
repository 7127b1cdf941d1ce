import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../makers/start-gateway.ts';

const program = '/usr/sbin/Orthanc';
const dicomWebPlugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** Debian's packages `orthanc` and `orthanc-dicomweb`. */
export const isOrthancInstalled = (): boolean => existsSync(program) && existsSync(dicomWebPlugin);

/** An Orthanc of the test's own, which knows one DICOMweb server by the name `portcullis`. */
export interface Orthanc {
  readonly url: string;
  /** JSON in, JSON out, by its REST interface. */
  post(path: string, body: object | Uint8Array): Promise<unknown>;
  get(path: string): Promise<Response>;
  delete(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface DicomWebServer {
  readonly dicomwebUrl: string;
  readonly token: string;
}

/** Without DIMSE and deaf to other machines (it cannot be bound to one address); ended by its own process id. */
export async function startOrthanc(server: DicomWebServer): Promise<Orthanc> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-orthanc-'));
  const port = await freePort();
  const configuration = join(folder, 'orthanc.json');
  await writeFile(configuration, JSON.stringify(configurationOf(folder, port, server)));
  const child = spawn(program, [configuration], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url);
  return {
    url,
    post: (path, body) => post(url + path, body),
    get: (path) => fetch(url + path),
    delete: async (path) => void (await fetch(url + path, { method: 'DELETE' })),
    close: () => close(child, folder),
  };
}

function configurationOf(folder: string, port: number, { dicomwebUrl, token }: DicomWebServer): object {
  const portcullis = { Url: `${dicomwebUrl}/`, HttpHeaders: { Authorization: `Bearer ${token}` } };
  return {
    Name: 'A peer of a test',
    StorageDirectory: join(folder, 'storage'),
    Plugins: [dicomWebPlugin],
    HttpPort: port,
    DicomServerEnabled: false,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: false,
    DicomWeb: { Enable: true, Servers: { portcullis } },
  };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`${url}/dicom-web/servers`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null) throw new Error(`Orthanc ended with ${child.exitCode}`);
    await wait(100);
  }
  child.kill('SIGKILL');
  throw new Error('Orthanc does not answer');
}

async function post(url: string, body: object | Uint8Array): Promise<unknown> {
  const bytes = body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
  const answer = await fetch(url, { method: 'POST', body: bytes });
  if (!answer.ok)
    throw new Error(`Orthanc answers ${answer.status} to ${new URL(url).pathname}: ${await answer.text()}`);
  return answer.json();
}

async function close(child: ChildProcess, folder: string): Promise<void> {
  const gone = once(child, 'exit');
  if (child.exitCode === null && child.kill('SIGTERM')) await gone;
  await rm(folder, { recursive: true, force: true });
}
