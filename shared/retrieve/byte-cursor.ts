/** Hands out a stream in pieces, in order, without gathering them; a piece ends before the next begins. */
export class ByteCursor {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #missingBytes = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  take(length: number): AsyncGenerator<Uint8Array> {
    this.#missingBytes = length;
    return this.#restOfPiece();
  }

  /** Passes over what is left of the piece before, and over `length` bytes more. */
  async skip(length: number): Promise<void> {
    this.#missingBytes += length;
    while (this.#missingBytes > 0) await this.#next();
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async *#restOfPiece(): AsyncGenerator<Uint8Array> {
    while (this.#missingBytes > 0) yield await this.#next();
  }

  async #next(): Promise<Uint8Array> {
    while (this.#chunk.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) throw new Error('an archived instance ends before a range that its header names');
      this.#chunk = next.value;
    }
    const bytes = this.#chunk.subarray(0, this.#missingBytes);
    this.#chunk = this.#chunk.subarray(bytes.length);
    this.#missingBytes -= bytes.length;
    return bytes;
  }
}
