import { createHash, randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import { type Admission, assertAdmits } from '../../guard/admission.ts';
import type { InstanceDraft, KeepOutcome, SealedBytes } from '../../ports/image-archive.ts';
import type { HeldBytes } from './held-bytes.ts';
import { IncomingUpload } from './incoming-upload.ts';
import { promoteIncoming } from './promote-incoming.ts';
import { isThere, putOnce } from './put-once.ts';
import { readObject } from './read-object.ts';
import { removeObjects } from './remove-objects.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { speakingOfS3 } from './s3-failure.ts';
import { incomingObject, instanceObject, markObject, sidecarObject } from './s3-layout.ts';

/** Above the 5 MiB that S3 asks of a part, and above what a request through API Gateway can carry. */
const partBytes = 8 * 1024 * 1024;

/**
 * One instance on its way into the bucket. A small one waits in memory and becomes one conditional PutObject; a large
 * one, or one too many, waits under `incoming/` and is promoted there (decision 0011).
 */
export class S3Draft implements InstanceDraft {
  readonly #bucket: S3Bucket;
  readonly #memory: HeldBytes;
  readonly #permit: Authorized<'study.write' | 'dlp.review'>;
  readonly #upload: IncomingUpload;
  readonly #hash = createHash('sha256');
  #byteLength = 0;
  #chunks: Uint8Array[] = [];
  #chunkBytes = 0;
  /** False while an upload is under way and after one that failed: such a draft must never be kept. */
  #intact = true;
  #sealed: SealedBytes | undefined;
  #inMemory: Buffer | undefined;
  #kept: InstanceKey | undefined;

  constructor(bucket: S3Bucket, memory: HeldBytes, permit: Authorized<'study.write' | 'dlp.review'>) {
    this.#bucket = bucket;
    this.#memory = memory;
    this.#permit = permit;
    this.#upload = new IncomingUpload(bucket, incomingObject(randomUUID()));
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    this.#byteLength += chunk.length;
    this.#chunks.push(chunk);
    this.#chunkBytes += chunk.length;
    if (this.#chunkBytes >= partBytes) await this.#uploading((part) => this.#upload.addPart(part));
  }

  async seal(): Promise<SealedBytes> {
    const sealed = { byteLength: this.#byteLength, sha256: this.#hash.digest('hex') };
    if (!this.#upload.hasParts && this.#memory.take(this.#byteLength)) this.#inMemory = this.#takeChunks();
    else await this.#uploading((rest) => this.#upload.finish(rest));
    this.#sealed = sealed;
    return sealed;
  }

  async *readSealed(): AsyncGenerator<Uint8Array> {
    if (this.#sealed === undefined) throw new Error('a draft is read between seal and keep');
    if (this.#inMemory !== undefined) {
      yield Buffer.from(this.#inMemory);
      return;
    }
    const { bytes } = await speakingOfS3(() => readObject(this.#bucket, { object: this.#upload.object }));
    yield* bytes;
  }

  isKept(key: InstanceKey): Promise<boolean> {
    return speakingOfS3(async () => {
      assertCovers(this.#permit, key.studyUid);
      if (this.#sealed === undefined) throw new Error('a draft must be sealed before it is compared');
      return isThere(this.#bucket, { object: instanceObject(key), sealed: this.#sealed });
    });
  }

  keep(key: InstanceKey, sidecar: Uint8Array, admission: Admission): Promise<KeepOutcome> {
    return speakingOfS3(async () => {
      assertCovers(this.#permit, key.studyUid);
      const sealed = this.#sealed;
      if (sealed === undefined) throw new Error('a draft must be sealed before it is kept, and kept only once');
      assertAdmits(admission, sealed.sha256);
      const { bucket, client } = this.#bucket;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: markObject(key), ContentLength: 0 }));
      const object = instanceObject(key);
      const outcome = await putOnce(this.#bucket, { object, sealed }, () => this.#put(object, sealed));
      if (outcome === 'kept') {
        this.#kept = key;
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: sidecarObject(key), Body: sidecar }));
      }
      await this.#forget();
      return outcome;
    });
  }

  /** The mark stays: another store of this key may be between its own mark and its object. */
  async takeBack(): Promise<void> {
    const key = this.#kept;
    this.#kept = undefined;
    if (key === undefined) return;
    await speakingOfS3(() => removeObjects(this.#bucket, [instanceObject(key), sidecarObject(key)]));
  }

  async discard(): Promise<void> {
    await speakingOfS3(() => this.#forget());
  }

  async #put(object: string, sealed: SealedBytes): Promise<void> {
    if (this.#inMemory === undefined) {
      await promoteIncoming(this.#bucket, { from: this.#upload.object, object, sealed });
      return;
    }
    await this.#bucket.client.send(
      new PutObjectCommand({
        Bucket: this.#bucket.bucket,
        Key: object,
        Body: this.#inMemory,
        ChecksumSHA256: Buffer.from(sealed.sha256, 'hex').toString('base64'),
        ContentType: 'application/dicom',
        IfNoneMatch: '*',
        Metadata: { sha256: sealed.sha256 },
      }),
    );
  }

  async #uploading(work: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    if (!this.#intact) throw new Error('a draft was used after one of its uploads failed, or before it ended');
    this.#intact = false;
    await speakingOfS3(() => work(this.#takeChunks()));
    this.#intact = true;
  }

  #takeChunks(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#chunkBytes = 0;
    return bytes;
  }

  async #forget(): Promise<void> {
    this.#sealed = undefined;
    this.#chunks = [];
    if (this.#inMemory !== undefined) this.#memory.give(this.#inMemory.length);
    this.#inMemory = undefined;
    await this.#upload.remove();
  }
}
