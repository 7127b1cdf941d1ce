import { writeSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditKey, ChainEnd } from '../../audit/hash-chain.ts';
import { anchorText, parseAnchor } from '../../audit/trail-anchor.ts';
import { syncFolder } from './audit-files.ts';

const slotBytes = 1_024;
const slotCount = 2;
const syncAfterMs = 1_000;

/** `undefined` where there is no file; `unsealed` where neither of its slots holds what this key sealed. */
export async function readAnchor(path: string, key: AuditKey): Promise<ChainEnd | 'unsealed' | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  return newestOf(bytes, key) ?? 'unsealed';
}

function newestOf(bytes: Buffer, key: AuditKey): ChainEnd | undefined {
  const slots = Array.from({ length: slotCount }, (_, slot) =>
    parseAnchor(key, bytes.toString('utf8', slot * slotBytes, (slot + 1) * slotBytes).trim()),
  );
  return slots.reduce((newest, slot) => ((slot?.sequence ?? -1) > (newest?.sequence ?? -1) ? slot : newest), undefined);
}

/**
 * Where the trail has got to, written after every commit and flushed within a second. It is written into the older of
 * two slots, so that a torn write leaves the newer one standing.
 */
export class AuditAnchorFile {
  readonly #handle: FileHandle;
  readonly #key: AuditKey;
  #writes = 0;
  #flush: NodeJS.Timeout | undefined;
  #failure: unknown;

  private constructor(handle: FileHandle, key: AuditKey) {
    this.#handle = handle;
    this.#key = key;
  }

  /** Both slots hold `end`, durably, when it resolves. */
  static async open(path: string, key: AuditKey, end: ChainEnd): Promise<AuditAnchorFile> {
    const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return open(path, 'wx+', 0o600);
      throw error;
    });
    const anchor = new AuditAnchorFile(handle, key);
    try {
      await anchor.#fillSlots(end);
      await syncFolder(dirname(path));
      return anchor;
    } catch (error) {
      await anchor.abandon();
      throw error;
    }
  }

  write(end: ChainEnd): void {
    if (this.#failure !== undefined) throw this.#failure;
    const slot = Buffer.alloc(slotBytes, ' ');
    slot.write(anchorText(this.#key, end));
    slot.write('\n', slotBytes - 1);
    const bytesWritten = writeSync(this.#handle.fd, slot, 0, slotBytes, (this.#writes % slotCount) * slotBytes);
    if (bytesWritten !== slotBytes) throw new Error('the audit anchor was written in part');
    this.#writes += 1;
    this.#flush ??= setTimeout(() => this.#flushLater(), syncAfterMs).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    await this.#handle.datasync();
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#handle.close();
    }
  }

  /** Frees what it holds after a failure; what it last said stands. */
  async abandon(): Promise<void> {
    clearTimeout(this.#flush);
    await this.#handle.close().catch(() => undefined);
  }

  /** One after the other, so that one of them is whole at any time. */
  async #fillSlots(end: ChainEnd): Promise<void> {
    for (let slot = 0; slot < slotCount; slot++) {
      this.write(end);
      await this.flush();
    }
  }

  #flushLater(): void {
    this.flush().catch((error: unknown) => {
      this.#failure = error;
    });
  }
}
