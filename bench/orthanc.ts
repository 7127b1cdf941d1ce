import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../test/makers/start-gateway.ts';
import type { Target } from './target.ts';

const program = '/usr/sbin/Orthanc';
const dicomWebPlugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** Where Debian's packages `orthanc` and `orthanc-dicomweb` are installed. */
export const isOrthancInstalled = (): boolean => existsSync(program) && existsSync(dicomWebPlugin);

/** Orthanc as Debian ships it, which also fsyncs what it stores; it is asked for no sign-in and keeps no audit trail. */
export async function startOrthanc(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'orthanc-bench-'));
  const port = await freePort();
  const configuration = join(folder, 'orthanc.json');
  await writeFile(configuration, JSON.stringify(configurationOf(folder, port)));
  let child = await start(configuration, port);
  return {
    name: 'Orthanc',
    dicomwebUrl: `http://127.0.0.1:${port}/dicom-web`,
    pid: () => child.pid ?? 0,
    headers: async () => ({}),
    settle: async () => {
      await stop(child);
      analyse(join(folder, 'storage', 'index'));
      child = await start(configuration, port);
    },
    close: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configurationOf(folder: string, port: number): object {
  return {
    Name: 'Measured beside Portcullis',
    StorageDirectory: join(folder, 'storage'),
    Plugins: [dicomWebPlugin],
    HttpPort: port,
    DicomServerEnabled: false,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: false,
    KeepAlive: true,
    TcpNoDelay: true,
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
  };
}

async function start(configuration: string, port: number): Promise<ChildProcess> {
  const child = spawn(program, [configuration], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/system`).catch(() => undefined);
    if (answer?.ok) return child;
    if (child.exitCode !== null) throw new Error(`Orthanc ended with ${child.exitCode}`);
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error('Orthanc does not answer');
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  if (child.exitCode === null && child.kill('SIGTERM')) await gone;
}

/** Without statistics its SQLite picks plans that are three to twenty times slower: that would not be a fair race. */
function analyse(indexFile: string): void {
  const database = new DatabaseSync(indexFile);
  database.exec('ANALYZE');
  database.close();
}
