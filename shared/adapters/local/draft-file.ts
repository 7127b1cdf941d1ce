import { createHash } from 'node:crypto';
import { closeSync, constants } from 'node:fs';
import type { SealedBytes } from '../../ports/image-archive.ts';
import { releaseChunk } from '../../release-chunk.ts';
import type { Turnstile } from '../../turnstile.ts';
import { flushFile, openFile } from './descriptors.ts';
import { writeAll } from './write-all.ts';

const maxHeldBytes = 1024 * 1024;
/** What one writev(2) takes; and many tiny chunks would cost more memory than the bytes in them. */
const maxHeldChunks = 1024;
const createOnly = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/**
 * The bytes of a draft on their way to one file. Chunks are gathered up to 1 MiB and written together; after `seal`
 * the fsync goes on behind the caller's back, so that it overlaps with the next instance's arrival.
 */
export class DraftFile {
  readonly #path: string;
  readonly #flushes: Turnstile;
  readonly #hash = createHash('sha256');
  #byteLength = 0;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #descriptor: number | undefined;
  /** False while a write is under way and after one that failed: such a draft must never be kept. */
  #intact = true;
  /** What is under way: no descriptor may be closed before, or its number could mean another file by then. */
  #written: Promise<void> | undefined;
  #flushed: Promise<void> | undefined;

  constructor(path: string, flushes: Turnstile) {
    this.#path = path;
    this.#flushes = flushes;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    this.#hash.update(chunk);
    this.#byteLength += chunk.length;
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes >= maxHeldBytes || this.#held.length >= maxHeldChunks) await this.#writeHeld();
  }

  /** What is held is written and flushed behind the caller's back, who has the hash at once and work to do. */
  async seal(): Promise<SealedBytes> {
    await this.#flushes.enter();
    this.#flushed = this.#writeAndFlush();
    // Its failure is told by `written()` and `flushed()`; a draft that nobody keeps needs nobody to hear of it.
    this.#flushed.catch(() => undefined);
    return { byteLength: this.#byteLength, sha256: this.#hash.digest('hex') };
  }

  /** Resolves when the file is there and has all the bytes, wherever they are on their way to the disk. */
  async written(): Promise<void> {
    if (this.#flushed === undefined) throw new Error('a draft must be sealed before it is read');
    await this.#written;
  }

  /** Resolves when all the bytes are on stable storage. */
  async flushed(): Promise<void> {
    if (this.#flushed === undefined) throw new Error('a draft must be sealed before it is kept');
    await this.#flushed;
  }

  /** After this the file can be removed; nothing writes to it any more. */
  async stop(): Promise<void> {
    this.#held = [];
    await this.#written?.catch(() => undefined);
    await this.#flushed?.catch(() => undefined);
    this.#close();
  }

  async #writeHeld(): Promise<void> {
    if (!this.#intact) throw new Error('a draft was used after one of its writes failed, or before it ended');
    this.#written = this.#writeAllHeld();
    await this.#written;
  }

  async #writeAllHeld(): Promise<void> {
    this.#intact = false;
    this.#descriptor ??= await openFile(this.#path, createOnly, 0o600);
    const chunks = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    if (chunks.length > 0) await writeAll(this.#descriptor, chunks);
    for (const chunk of chunks) releaseChunk(chunk);
    this.#intact = true;
  }

  async #writeAndFlush(): Promise<void> {
    try {
      await this.#writeHeld();
      if (this.#descriptor !== undefined) await flushFile(this.#descriptor);
      this.#close();
    } finally {
      this.#flushes.leave();
    }
  }

  #close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
