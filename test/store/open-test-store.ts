import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderImageArchive } from '../../shared/adapters/local/folder-image-archive.ts';
import { FolderQuarantine } from '../../shared/adapters/local/folder-quarantine.ts';
import { openSqliteIndex } from '../../shared/adapters/sql/open-sqlite-index.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { PixelWorkers } from '../../shared/pixels/pixel-workers.ts';
import type { ImageArchive } from '../../shared/ports/image-archive.ts';
import type { Quarantine } from '../../shared/ports/quarantine.ts';
import type { StudyIndex } from '../../shared/ports/study-index.ts';
import { settingsFromEnvironment } from '../../shared/settings.ts';
import { type IncomingPart, storeInstances } from '../../shared/store/store-instances.ts';
import { testGuard } from '../makers/admissions.ts';
import { permitFor } from '../makers/permits.ts';

export interface StorePorts {
  readonly archive: ImageArchive;
  readonly index: StudyIndex;
  readonly quarantine: Quarantine;
}

/** A real folder and a real SQLite file that can be closed and opened again, as a restart does. */
export class TestStore {
  readonly folder: string;
  ports: StorePorts;

  private constructor(folder: string, ports: StorePorts) {
    this.folder = folder;
    this.ports = ports;
  }

  static async open(): Promise<TestStore> {
    const folder = await mkdtemp(join(tmpdir(), 'portcullis-store-'));
    return new TestStore(folder, await openPorts(folder));
  }

  async restart(): Promise<void> {
    await this.#close();
    this.ports = await openPorts(this.folder);
  }

  async dispose(): Promise<void> {
    await this.#close();
    await rm(this.folder, { recursive: true });
  }

  async #close(): Promise<void> {
    await this.ports.index.close();
    await this.ports.quarantine.close();
    await this.ports.archive.close();
  }
}

/** The store verb itself, as its door calls it; the SOP Instance UIDs that were answered as stored. */
export async function storeFiles(ports: StorePorts, files: readonly Buffer[]): Promise<string[]> {
  const outcomes = await storeInstances(permitFor('study.write'), partsOf(files), gatewayOf(ports));
  return outcomes.flatMap((one) => (one.kind === 'stored' ? [one.named.key.sopInstanceUid] : []));
}

async function openPorts(folder: string): Promise<StorePorts> {
  return {
    archive: await FolderImageArchive.open(join(folder, 'archive')),
    index: await openSqliteIndex(join(folder, 'index.sqlite')),
    quarantine: await FolderQuarantine.open(join(folder, 'quarantine')),
  };
}

export async function* partsOf(files: readonly Buffer[]): AsyncGenerator<IncomingPart> {
  for (const file of files) yield { kind: 'instance', bytes: oneChunk(file), partHeaders: [] };
}

/** A copy, because a chunk belongs to the draft once it is written. */
async function* oneChunk(file: Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(file);
}

export function gatewayOf(ports: StorePorts): Gateway {
  const settings = settingsFromEnvironment({
    PUBLIC_BASE_URL: 'http://localhost',
    TOKEN_ISSUER: 'http://localhost/oidc',
  });
  return {
    ...ports,
    guard: testGuard,
    settings,
    pixels: new PixelWorkers(settings.pixels),
    audit: { record: async () => undefined, close: async () => undefined },
    verifyToken: () => Promise.reject(new Error('nobody signs in here')),
    log: { info: () => undefined, error: () => undefined },
  };
}
