import { randomUUID } from 'node:crypto';
import { closeSync, constants, writeSync } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import { type Admission, assertAdmits } from '../../guard/admission.ts';
import type { InstanceDraft, KeepOutcome, SealedBytes } from '../../ports/image-archive.ts';
import { hasErrorCode, speakingOfTheArchive } from './archive-failure.ts';
import { openFile } from './descriptors.ts';
import { DraftFile } from './draft-file.ts';
import type { FolderState } from './folder-state.ts';
import { hasSha256 } from './has-sha256.ts';
import { readFileRange } from './read-file-range.ts';

/**
 * One instance on its way into the folder: a draft file, then a mark that says "not in the index yet", then its final
 * name. Each step is on stable storage before the next begins (decision 0010).
 */
export class FolderDraft implements InstanceDraft {
  readonly #state: FolderState;
  readonly #permit: Authorized<'study.write' | 'dlp.review'>;
  readonly #file: DraftFile;
  readonly #id = randomUUID();
  /** Where the draft's bytes lie, as long as it is the draft's business to remove them. */
  #path: string | undefined;
  #sealed: SealedBytes | undefined;
  #kept: InstanceKey | undefined;

  constructor(state: FolderState, permit: Authorized<'study.write' | 'dlp.review'>) {
    this.#state = state;
    this.#permit = permit;
    this.#path = state.layout.draft(this.#id);
    this.#file = new DraftFile(this.#path, state.flushes);
  }

  write(chunk: Uint8Array): Promise<void> {
    return speakingOfTheArchive(() => this.#file.write(chunk));
  }

  seal(): Promise<SealedBytes> {
    return speakingOfTheArchive(async () => {
      this.#sealed = await this.#file.seal();
      return this.#sealed;
    });
  }

  async *readSealed(): AsyncGenerator<Uint8Array> {
    const path = this.#path;
    if (this.#sealed === undefined || path === undefined) throw new Error('a draft is read between seal and keep');
    await speakingOfTheArchive(() => this.#file.written());
    const { bytes } = await speakingOfTheArchive(() => readFileRange(path));
    yield* bytes;
  }

  isKept(key: InstanceKey): Promise<boolean> {
    return speakingOfTheArchive(async () => {
      assertCovers(this.#permit, key.studyUid);
      if (this.#sealed === undefined) throw new Error('a draft must be sealed before it is compared');
      try {
        return await hasSha256(this.#state.layout.instance(key), this.#sealed);
      } catch (error) {
        if (hasErrorCode(error, 'ENOENT')) return false;
        throw error;
      }
    });
  }

  keep(key: InstanceKey, sidecar: Uint8Array, admission: Admission): Promise<KeepOutcome> {
    return speakingOfTheArchive(async () => {
      assertCovers(this.#permit, key.studyUid);
      if (this.#sealed === undefined) throw new Error('a draft must be sealed before it is kept');
      assertAdmits(admission, this.#sealed.sha256);
      const mark = await this.#mark(key);
      if (!(await this.#linkAs(key, mark))) return this.#compareWith(key);
      await Promise.all([this.#settleNames(key), writeSidecar(this.#state, key, sidecar)]);
      return 'kept';
    });
  }

  takeBack(): Promise<void> {
    return speakingOfTheArchive(async () => {
      if (this.#kept !== undefined) await this.#state.remove(this.#kept);
      this.#kept = undefined;
    });
  }

  async discard(): Promise<void> {
    const path = this.#path;
    this.#path = undefined;
    if (path === undefined) return;
    await speakingOfTheArchive(async () => {
      await this.#file.stop();
      await rm(path, { force: true });
    });
  }

  /**
   * The bytes and the mark are durable before the final name exists: no instance is ever visible torn, or unindexed and
   * unmarked. Neither waits for the other, so that they share a commit of the file system's journal.
   */
  async #mark(key: InstanceKey): Promise<string> {
    const { layout, folders } = this.#state;
    const mark = layout.mark(key, this.#id);
    await this.#file.written();
    await rename(layout.draft(this.#id), mark);
    this.#path = mark;
    await Promise.all([this.#file.flushed(), folders.sync(layout.unsettled), this.#makeFolders(key)]);
    return mark;
  }

  async #makeFolders(key: InstanceKey): Promise<void> {
    const { layout, folders } = this.#state;
    await folders.make(layout.study(key));
    await folders.make(layout.series(key));
  }

  /** link(2) fails where a name exists, whoever comes at the same moment: this is what makes keeping create-only. */
  async #linkAs(key: InstanceKey, mark: string): Promise<boolean> {
    try {
      await link(mark, this.#state.layout.instance(key));
    } catch (error) {
      if (hasErrorCode(error, 'EEXIST')) return false;
      throw error;
    }
    this.#path = undefined;
    this.#kept = key;
    this.#state.marked(key, mark);
    return true;
  }

  async #compareWith(key: InstanceKey): Promise<KeepOutcome> {
    await this.discard();
    const path = this.#state.layout.instance(key);
    if (this.#sealed === undefined || !(await hasSha256(path, this.#sealed))) return 'different';
    // The one who keeps these bytes at this very moment may not have come to its own fsync yet.
    await this.#settleNames(key);
    return 'identical';
  }

  async #settleNames(key: InstanceKey): Promise<void> {
    const { layout, folders } = this.#state;
    await Promise.all([
      folders.settleFolder(layout.study(key)),
      folders.settleFolder(layout.series(key)),
      folders.sync(layout.series(key)),
    ]);
  }
}

/** Not fsynced, because it can be derived anew; but under its name it is whole or not there. */
export async function writeSidecar(state: FolderState, key: InstanceKey, sidecar: Uint8Array): Promise<void> {
  const path = state.layout.draft(randomUUID());
  try {
    await writeNew(path, sidecar);
    await rename(path, state.layout.sidecar(key));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Into the page cache this takes microseconds, and each turn through the thread pool more than that (decision 0051). */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const descriptor = await openFile(path, createOnly, 0o600);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  } finally {
    closeSync(descriptor);
  }
}

const createOnly = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
