import { GatewayError } from '../errors.ts';

const crlf = Buffer.from('\r\n');
const nothing = Buffer.alloc(0);
const blankLine = Buffer.from('\r\n\r\n');
const maxPaddingBytes = 64;
const [cr, lf, dash, space, tab] = [0x0d, 0x0a, 0x2d, 0x20, 0x09];

/** A delimiter line or the closing delimiter, and where it ends. */
interface Delimiter {
  readonly kind: 'next' | 'close';
  readonly end: number;
}

/**
 * Cuts a stream at the delimiter lines of RFC 2046 5.1.1 without copying it. Lines end in CRLF only: after a bare LF
 * the same bytes are payload. A line that begins like a delimiter and goes on otherwise is payload too.
 */
export class DelimitedReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  readonly #maxTotalBytes: number;
  /** Unread bytes. The CRLF before a section stays in front, because it may be the beginning of a delimiter. */
  #pending: Buffer = crlf;
  #leadingCrlf = true;
  #place: 'section' | 'delimiter' | 'closed' = 'section';
  #sectionNumber = 0;
  #totalBytes = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>, boundary: string, maxTotalBytes: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.#maxTotalBytes = maxTotalBytes;
  }

  get isClosed(): boolean {
    return this.#place === 'closed';
  }

  /** What is left of the section before the next delimiter; subarrays of the chunks that arrive. */
  sectionBytes(): AsyncGenerator<Uint8Array> {
    return this.#readSection(this.#sectionNumber);
  }

  /** Whoever still holds the section's bytes gets no more of them: they would be another section's. */
  async skipSection(): Promise<void> {
    this.#sectionNumber += 1;
    const rest = this.sectionBytes();
    while ((await rest.next()).done !== true);
  }

  /** The lines between a delimiter and the blank line; the section begins behind it. */
  async takeHeaderBlock(maxHeaderBytes: number): Promise<string> {
    let end = this.#pending.indexOf(blankLine);
    while (end < 0 && this.#pending.length <= maxHeaderBytes) {
      const searchedBytes = Math.max(0, this.#pending.length - blankLine.length);
      await this.#fill();
      end = this.#pending.indexOf(blankLine, searchedBytes);
    }
    if (end < 0 || end > maxHeaderBytes)
      throw invalid(`The headers of a part are longer than ${maxHeaderBytes} bytes.`);
    const block = this.#pending.toString('latin1', crlf.length, Math.max(end, crlf.length));
    this.#beginSection(end + crlf.length);
    return block;
  }

  /** What follows the closing delimiter means nothing, so there may only be little of it. */
  async skipEpilogue(maxEpilogueBytes: number): Promise<void> {
    let skippedBytes = this.#pending.length;
    for (;;) {
      if (skippedBytes > maxEpilogueBytes) throw invalid('Too many bytes follow the closing delimiter.');
      const chunk = await this.#nextChunk();
      if (chunk === undefined) return;
      skippedBytes += chunk.length;
    }
  }

  /** Lets the source free what it holds; the connection it comes from is its own business. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async *#readSection(sectionNumber: number): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.#sectionNumber !== sectionNumber) throw new Error('a part was read after the next had been asked for');
      if (this.#place !== 'section') return;
      const bytes = this.#takeSectionBytes();
      if (bytes.length > 0) yield bytes;
      else if (this.#place === 'section') await this.#fill();
    }
  }

  #beginSection(offset: number): void {
    this.#pending = this.#pending.subarray(offset);
    this.#leadingCrlf = true;
    this.#place = 'section';
    this.#sectionNumber += 1;
  }

  #takeSectionBytes(): Buffer {
    for (let from = 0; ; ) {
      const at = this.#pending.indexOf(this.#delimiter, from);
      if (at < 0) return this.#takeUpTo(this.#startOfPartialDelimiter());
      const after = this.#afterDelimiter(at + this.#delimiter.length);
      if (after === 'unknown') return this.#takeUpTo(at);
      if (after !== 'payload') return this.#takeToDelimiter(at, after);
      from = at + 1;
    }
  }

  #takeToDelimiter(at: number, after: Delimiter): Buffer {
    const bytes = this.#pending.subarray(this.#leadingCrlf ? crlf.length : 0, at);
    this.#pending = this.#pending.subarray(after.end);
    this.#place = after.kind === 'close' ? 'closed' : 'delimiter';
    return bytes;
  }

  #takeUpTo(end: number): Buffer {
    if (end === 0) return this.#pending.subarray(0, 0);
    const bytes = this.#pending.subarray(this.#leadingCrlf ? crlf.length : 0, end);
    // Whoever takes a whole chunk may free it, and no view of it can be made then.
    this.#pending = end === this.#pending.length ? nothing : this.#pending.subarray(end);
    this.#leadingCrlf = false;
    return bytes;
  }

  /** A delimiter holds one CR, its first byte, so only the last CR can begin one that the chunk's edge cuts. */
  #startOfPartialDelimiter(): number {
    const tailStart = Math.max(0, this.#pending.length - this.#delimiter.length + 1);
    const at = this.#pending.subarray(tailStart).lastIndexOf(cr);
    if (at < 0) return this.#pending.length;
    const tail = this.#pending.subarray(tailStart + at);
    return tail.equals(this.#delimiter.subarray(0, tail.length)) ? tailStart + at : this.#pending.length;
  }

  #afterDelimiter(from: number): Delimiter | 'payload' | 'unknown' {
    const bytes = this.#pending;
    if (bytes[from] === dash) return afterDash(bytes, from);
    let at = from;
    while (at - from < maxPaddingBytes && (bytes[at] === space || bytes[at] === tab)) at += 1;
    if (at >= bytes.length) return 'unknown';
    if (bytes[at] !== cr) return 'payload';
    if (at + 1 >= bytes.length) return 'unknown';
    return bytes[at + 1] === lf ? { kind: 'next', end: at } : 'payload';
  }

  async #fill(): Promise<void> {
    const chunk = await this.#nextChunk();
    if (chunk === undefined) throw this.#fail(invalid('The body ends before its closing delimiter; send it whole.'));
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
  }

  async #nextChunk(): Promise<Buffer | undefined> {
    if (this.#failure !== undefined) throw this.#failure.error;
    const next = await this.#source.next().catch((error: unknown) => {
      throw this.#fail(error);
    });
    if (next.done === true) return undefined;
    this.#totalBytes += next.value.length;
    if (this.#totalBytes > this.#maxTotalBytes) throw this.#fail(tooLarge(this.#maxTotalBytes));
    return Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
  }

  /** Remembered, so that whoever reads on, in the part or behind it, hears of the same failure. */
  #fail(error: unknown): unknown {
    this.#failure = { error };
    return error;
  }
}

function afterDash(bytes: Buffer, from: number): Delimiter | 'payload' | 'unknown' {
  if (from + 1 >= bytes.length) return 'unknown';
  return bytes[from + 1] === dash ? { kind: 'close', end: from + 2 } : 'payload';
}

const invalid = (message: string) => new GatewayError('multipart-invalid', message);
const tooLarge = (maxBytes: number) =>
  new GatewayError(
    'request-too-large',
    `The request body is longer than ${maxBytes} bytes; send fewer instances at once.`,
  );
