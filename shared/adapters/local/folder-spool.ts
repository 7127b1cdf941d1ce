import { closeSync, constants } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { ByteRange } from '../../dicom/byte-range.ts';
import type { BulkSpool } from '../../ports/image-archive.ts';
import { releaseChunk } from '../../release-chunk.ts';
import { HeldChunks } from '../held-chunks.ts';
import { speakingOfTheArchive } from './archive-failure.ts';
import { openFile } from './descriptors.ts';
import { readFileRange } from './read-file-range.ts';
import { writeAll } from './write-all.ts';

const maxHeldBytes = 1024 * 1024;
const maxHeldChunks = 1024;
const createOnly = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** Bulk data in a file among the drafts, without any fsync: a crash clears it away. Little of it stays in memory. */
export class FolderSpool implements BulkSpool {
  readonly #path: string;
  readonly #held = new HeldChunks();
  #descriptor: number | undefined;
  #isSealed = false;

  constructor(path: string) {
    this.#path = path;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    this.#held.add(chunk);
    if (this.#held.byteLength >= maxHeldBytes || this.#held.count >= maxHeldChunks) await this.#writeHeld();
  }

  async seal(): Promise<void> {
    if (this.#descriptor !== undefined) await this.#writeHeld();
    this.#isSealed = true;
  }

  async *read(range: ByteRange): AsyncGenerator<Uint8Array> {
    if (!this.#isSealed) throw new Error('a spool is read after it was sealed');
    if (this.#descriptor === undefined) return yield* this.#held.read(range);
    const { bytes } = await speakingOfTheArchive(() => readFileRange(this.#path, range));
    yield* bytes;
  }

  async discard(): Promise<void> {
    this.#held.take();
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor === undefined) return;
    closeSync(descriptor);
    await speakingOfTheArchive(() => rm(this.#path, { force: true }));
  }

  async #writeHeld(): Promise<void> {
    await speakingOfTheArchive(async () => {
      this.#descriptor ??= await openFile(this.#path, createOnly, 0o600);
      const chunks = this.#held.take();
      if (chunks.length > 0) await writeAll(this.#descriptor, chunks);
      for (const chunk of chunks) releaseChunk(chunk);
    });
  }
}
