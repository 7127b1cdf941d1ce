import { randomUUID } from 'node:crypto';
import { lstat, mkdir, opendir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type { ByteRange } from '../../dicom/byte-range.ts';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import { isUid, type Uid } from '../../dicom/uid.ts';
import { GatewayError } from '../../errors.ts';
import type { BulkSpool, ImageArchive, InstanceDraft, SeriesKey, StoredBytes } from '../../ports/image-archive.ts';
import { hasErrorCode, speakingOfTheArchive } from './archive-failure.ts';
import { FolderDraft, writeSidecar } from './folder-draft.ts';
import { FolderLayout, sopInstanceUidOf } from './folder-layout.ts';
import { FolderLock } from './folder-lock.ts';
import { FolderSpool } from './folder-spool.ts';
import { FolderState } from './folder-state.ts';
import { readFileRange } from './read-file-range.ts';

type ReadPermit = Authorized<'study.read' | 'study.thumbnail' | 'archive.maintain'>;

/** Instances as files that a person can find and copy: `studies/<study>/<series>/<instance>.dcm`. */
export class FolderImageArchive implements ImageArchive {
  readonly #state: FolderState;
  readonly #lock: FolderLock;

  private constructor(state: FolderState, lock: FolderLock) {
    this.#state = state;
    this.#lock = lock;
  }

  /** Makes the folders where they are missing, takes the lock and clears away what a crash left. */
  static async open(root: string): Promise<FolderImageArchive> {
    const layout = new FolderLayout(root);
    for (const folder of [root, layout.studies, layout.incoming, layout.unsettled]) await makeOwnFolder(folder);
    const lock = new FolderLock(root);
    try {
      const state = new FolderState(layout);
      await state.recover();
      for (const folder of [root, layout.studies, layout.incoming, layout.unsettled]) {
        await state.folders.settleFolder(folder);
      }
      return new FolderImageArchive(state, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async openDraft(permit: Authorized<'study.write' | 'dlp.review'>): Promise<InstanceDraft> {
    return new FolderDraft(this.#state, permit);
  }

  async openSpool(_permit: Authorized<'study.write'>): Promise<BulkSpool> {
    return new FolderSpool(this.#state.layout.draft(randomUUID()));
  }

  async readInstance(permit: ReadPermit, key: InstanceKey, range?: ByteRange): Promise<StoredBytes> {
    assertCovers(permit, key.studyUid);
    const { layout } = this.#state;
    const stored = await ifThere(() => readFileRange(layout.instance(key), range));
    if (stored === undefined) throw new GatewayError('instance-not-found', 'There is no such instance.');
    return stored;
  }

  async readSidecar(
    permit: ReadPermit | Authorized<'study.search'>,
    key: InstanceKey,
  ): Promise<Uint8Array | undefined> {
    assertCovers(permit, key.studyUid);
    const stored = await ifThere(() => readFileRange(this.#state.layout.sidecar(key)));
    if (stored === undefined) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of stored.bytes) chunks.push(chunk);
    return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
  }

  async replaceSidecar(permit: ReadPermit, key: InstanceKey, sidecar: Uint8Array): Promise<void> {
    assertCovers(permit, key.studyUid);
    await speakingOfTheArchive(() => writeSidecar(this.#state, key, sidecar));
  }

  async readPack(permit: Authorized<'study.read'>, series: SeriesKey): Promise<StoredBytes | undefined> {
    assertCovers(permit, series.studyUid);
    return ifThere(() => readFileRange(this.#state.layout.pack(series)));
  }

  async replacePack(permit: Authorized<'study.read'>, series: SeriesKey, pack: Uint8Array): Promise<void> {
    assertCovers(permit, series.studyUid);
    await speakingOfTheArchive(() => replaceFlushed(this.#state.layout, this.#state.layout.pack(series), pack));
  }

  async *listInstances(_permit: Authorized<'archive.maintain'>): AsyncGenerator<InstanceKey> {
    const { studies } = this.#state.layout;
    for await (const studyUid of uidsIn(studies)) {
      for await (const seriesUid of uidsIn(join(studies, studyUid))) {
        for await (const entry of await opendir(join(studies, studyUid, seriesUid))) {
          const sopInstanceUid = entry.isFile() ? sopInstanceUidOf(entry.name) : undefined;
          if (sopInstanceUid !== undefined) yield { studyUid, seriesUid, sopInstanceUid };
        }
      }
    }
  }

  async settle(
    permit: Authorized<'study.write' | 'dlp.review' | 'archive.maintain'>,
    keys: readonly InstanceKey[],
  ): Promise<void> {
    for (const key of keys) assertCovers(permit, key.studyUid);
    await speakingOfTheArchive(() => Promise.all(keys.map((key) => this.#state.settle(key))));
  }

  async *listUnsettled(_permit: Authorized<'archive.maintain'>): AsyncGenerator<InstanceKey> {
    yield* this.#state.unsettled();
  }

  async removeInstance(permit: Authorized<'archive.maintain'>, key: InstanceKey): Promise<void> {
    assertCovers(permit, key.studyUid);
    await speakingOfTheArchive(() => this.#state.remove(key));
  }

  async close(): Promise<void> {
    this.#lock.release();
  }
}

/** A link in place of one of our own folders would lead our writes to somewhere else. */
async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is a link; the archive needs the folder itself`);
}

/** Flushed before it has its name: unlike a sidecar's gzip, nothing in it would tell that it is torn. */
async function replaceFlushed(layout: FolderLayout, path: string, bytes: Uint8Array): Promise<void> {
  const draft = layout.draft(randomUUID());
  try {
    await writeFile(draft, bytes, { flag: 'wx', mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function* uidsIn(folder: string): AsyncGenerator<Uid> {
  for await (const entry of await opendir(folder)) {
    if (entry.isDirectory() && isUid(entry.name)) yield entry.name;
  }
}

async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await speakingOfTheArchive(read);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
