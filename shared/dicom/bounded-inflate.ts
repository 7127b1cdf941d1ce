import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { DicomError } from './dicom-error.ts';
import type { ReaderLimits } from './reader-limits.ts';

const gzipTrailerBytes = 8;

/** Inflates a deflated data set (PS3.5 A.5) piece by piece and stops as soon as it grows beyond reason. */
export class BoundedInflate {
  private readonly limits: ReaderLimits;
  private readonly take: (inflated: Buffer) => void;
  private readonly stream: InflateRaw = createInflateRaw();
  private deflatedBytes = 0;
  private inflatedBytes = 0;
  private checksum = 0;
  private trailer: Buffer = Buffer.alloc(0);
  private hasEnded = false;
  private failure: unknown;

  constructor(limits: ReaderLimits, take: (inflated: Buffer) => void) {
    this.limits = limits;
    this.take = take;
    this.stream.on('data', (inflated: Buffer) => this.receive(inflated));
    this.stream.on('end', () => {
      this.hasEnded = true;
    });
    this.stream.on('error', (cause) => this.fail(notDeflated(cause)));
  }

  /** Resolves when all that this chunk inflates to has been taken. */
  async write(chunk: Uint8Array): Promise<void> {
    this.deflatedBytes += chunk.length;
    if (this.hasEnded) this.keepTrailer(chunk);
    else await this.inflate(chunk);
    if (this.failure !== undefined) throw this.failure;
  }

  async finish(): Promise<void> {
    if (this.failure === undefined && !this.hasEnded) await this.end();
    if (this.failure === undefined) this.checkTrailer();
    if (this.failure !== undefined) throw this.failure;
  }

  private async inflate(chunk: Uint8Array): Promise<void> {
    const consumedBefore = this.stream.bytesWritten;
    await this.settled((done) => this.stream.write(chunk, done));
    const consumed = this.stream.bytesWritten - consumedBefore;
    if (this.failure === undefined && consumed < chunk.length) this.keepTrailer(chunk.subarray(consumed));
  }

  private async end(): Promise<void> {
    await this.settled((done) => this.stream.end(done));
  }

  /** zlib calls back with an error, or not at all once it is destroyed; `close` covers both. */
  private settled(act: (done: () => void) => void): Promise<void> {
    if (this.stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.stream.off('close', done);
        resolve();
      };
      this.stream.once('close', done);
      act(done);
    });
  }

  private receive(inflated: Buffer): void {
    if (this.failure !== undefined) return;
    this.inflatedBytes += inflated.length;
    this.checksum = crc32(inflated, this.checksum);
    try {
      this.checkSize();
      this.take(inflated);
    } catch (error) {
      this.fail(error);
    }
  }

  private checkSize(): void {
    const { alwaysInflatedBytes, maxInflationRatio, maxInflatedBytes } = this.limits;
    const allowed = Math.max(alwaysInflatedBytes, this.deflatedBytes * maxInflationRatio);
    if (this.inflatedBytes <= Math.min(allowed, maxInflatedBytes)) return;
    throw new DicomError(
      'inflated-too-large',
      `the data set inflates to more than ${maxInflationRatio} times its size`,
    );
  }

  private keepTrailer(rest: Uint8Array): void {
    const room = gzipTrailerBytes - this.trailer.length;
    this.trailer = Buffer.concat([this.trailer, rest.subarray(0, room)]);
    if (!isZero(rest.subarray(room))) this.fail(trailingBytes());
  }

  /** Some writers cut only the head off a gzip stream, so its checksum and length follow; anything else hides something. */
  private checkTrailer(): void {
    if (isZero(this.trailer)) return;
    const isGzipTrailer =
      this.trailer.length === gzipTrailerBytes &&
      this.trailer.readUInt32LE(0) === this.checksum &&
      this.trailer.readUInt32LE(4) === this.inflatedBytes;
    if (!isGzipTrailer) this.failure = trailingBytes();
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.stream.destroy();
  }
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

const trailingBytes = (): DicomError =>
  new DicomError('trailing-bytes', 'bytes other than zeros follow the deflated data set');

function notDeflated(cause: Error): DicomError {
  const isCutShort = 'code' in cause && cause.code === 'Z_BUF_ERROR';
  if (isCutShort) return new DicomError('truncated', 'the file ends inside its deflated data set', { cause });
  return new DicomError('deflate-invalid', 'the data set is not deflated, though its transfer syntax says so', {
    cause,
  });
}
