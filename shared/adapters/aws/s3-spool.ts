import { randomUUID } from 'node:crypto';
import type { ByteRange } from '../../dicom/byte-range.ts';
import type { BulkSpool } from '../../ports/image-archive.ts';
import { HeldChunks } from '../held-chunks.ts';
import { IncomingUpload } from './incoming-upload.ts';
import { readObject } from './read-object.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { speakingOfS3 } from './s3-failure.ts';
import { incomingObject } from './s3-layout.ts';

/** As of a draft: more than a request through API Gateway can carry. */
const partBytes = 8 * 1024 * 1024;

/** Bulk data in memory or, beyond one part, in an object under `incoming/`, which its lifecycle rule clears away. */
export class S3Spool implements BulkSpool {
  readonly #bucket: S3Bucket;
  readonly #upload: IncomingUpload;
  readonly #held = new HeldChunks();
  #isSealed = false;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
    this.#upload = new IncomingUpload(bucket, incomingObject(randomUUID()));
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#held.add(chunk);
    if (this.#held.byteLength >= partBytes) await speakingOfS3(() => this.#upload.addPart(this.#takeHeld()));
  }

  async seal(): Promise<void> {
    if (this.#upload.hasParts) await speakingOfS3(() => this.#upload.finish(this.#takeHeld()));
    this.#isSealed = true;
  }

  async *read(range: ByteRange): AsyncGenerator<Uint8Array> {
    if (!this.#isSealed) throw new Error('a spool is read after it was sealed');
    if (!this.#upload.exists) return yield* this.#held.read(range);
    const { bytes } = await speakingOfS3(() => readObject(this.#bucket, { object: this.#upload.object, range }));
    yield* bytes;
  }

  async discard(): Promise<void> {
    this.#held.take();
    await speakingOfS3(() => this.#upload.remove());
  }

  #takeHeld(): Buffer {
    return Buffer.concat(this.#held.take());
  }
}
