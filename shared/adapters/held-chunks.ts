import type { ByteRange } from '../dicom/byte-range.ts';

/** A spool's bytes while they are few: in memory, and read from there as from a file. */
export class HeldChunks {
  #chunks: Uint8Array[] = [];
  #byteLength = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  get count(): number {
    return this.#chunks.length;
  }

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#byteLength += chunk.length;
  }

  take(): readonly Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#byteLength = 0;
    return chunks;
  }

  /** Copies: whoever takes a chunk may free its memory, and another range may hold the same bytes. */
  *read({ offset, length }: ByteRange): Generator<Uint8Array> {
    let start = 0;
    for (const chunk of this.#chunks) {
      const bytes = chunk.slice(Math.max(offset - start, 0), Math.max(offset + length - start, 0));
      if (bytes.length > 0) yield bytes;
      start += chunk.length;
    }
  }
}
