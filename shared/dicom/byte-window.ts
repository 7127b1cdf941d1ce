const nothing = Buffer.alloc(0);

/** Takes bytes as they pass by. They are a view, valid only during the call. */
export interface ByteSink {
  take(bytes: Buffer): void;
}

/**
 * The bytes that have come but are not yet read, contiguous, so that parsing never has to think of chunk borders.
 * A chunk is read in place; only an element that lies across chunks is copied, and every byte at most twice.
 */
export class ByteWindow {
  private bytes: Buffer = nothing;
  private start = 0;
  private end = 0;
  private isOwn = false;
  private toSkip = 0;
  private sink: ByteSink | undefined;
  private readPosition: number;

  constructor(position = 0) {
    this.readPosition = position;
  }

  /** Of the next unread byte, counted from the first byte of the file. */
  get position(): number {
    return this.readPosition;
  }

  get length(): number {
    return this.end - this.start;
  }

  get isSkipping(): boolean {
    return this.toSkip > 0;
  }

  push(chunk: Uint8Array): void {
    const skipped = Math.min(this.toSkip, chunk.length);
    if (skipped > 0) this.sink?.take(Buffer.from(chunk.buffer, chunk.byteOffset, skipped));
    this.toSkip -= skipped;
    this.readPosition += skipped;
    if (skipped < chunk.length)
      this.append(Buffer.from(chunk.buffer, chunk.byteOffset + skipped, chunk.length - skipped));
  }

  has(count: number): boolean {
    return this.end - this.start >= count;
  }

  unsigned16(at: number, bigEndian: boolean): number {
    return bigEndian ? this.bytes.readUInt16BE(this.start + at) : this.bytes.readUInt16LE(this.start + at);
  }

  unsigned32(at: number, bigEndian: boolean): number {
    return bigEndian ? this.bytes.readUInt32BE(this.start + at) : this.bytes.readUInt32LE(this.start + at);
  }

  /** The group comes before the element number, each in the byte order of the data set (PS3.5 7.1.1). */
  tag(at: number, bigEndian: boolean): number {
    return this.unsigned16(at, bigEndian) * 0x10000 + this.unsigned16(at + 2, bigEndian);
  }

  /** A view of what is there, valid until the next push. */
  peek(count: number): Buffer {
    return this.bytes.subarray(this.start, Math.min(this.start + count, this.end));
  }

  /** A copy: the chunk itself is not kept alive by the few bytes that are needed of it. */
  take(count: number): Buffer {
    const copy = Buffer.from(this.bytes.subarray(this.start, this.start + count));
    this.skip(count);
    return copy;
  }

  /** May reach past what has come; the rest is dropped on arrival. A sink sees all of it, as it is there or arrives. */
  skip(count: number, sink?: ByteSink): void {
    const skipped = Math.min(count, this.length);
    this.sink = sink;
    if (skipped > 0) sink?.take(this.peek(skipped));
    this.start += skipped;
    this.readPosition += skipped;
    this.toSkip += count - skipped;
  }

  /** What comes next lies at this place of the file; gives how many bytes lie between. */
  moveNextTo(position: number): number {
    const moved = position - this.length - this.readPosition;
    this.readPosition += moved;
    return moved;
  }

  /** Copies what is left of the last chunk, so that whoever pushed it may free it. */
  own(): void {
    if (this.start === this.end) this.replace(nothing);
    else if (!this.isOwn) this.grow(0);
  }

  private append(chunk: Buffer): void {
    if (this.start === this.end) this.replace(chunk);
    else this.extend(chunk);
  }

  private replace(chunk: Buffer): void {
    this.bytes = chunk;
    this.start = 0;
    this.end = chunk.length;
    this.isOwn = false;
  }

  private extend(chunk: Buffer): void {
    if (!this.isOwn || this.bytes.length - this.end < chunk.length) this.grow(chunk.length);
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
  }

  private grow(byAtLeast: number): void {
    const grown = Buffer.allocUnsafe(Math.max(2 * this.length, this.length + byAtLeast));
    this.bytes.copy(grown, 0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
    this.bytes = grown;
    this.isOwn = true;
  }
}
