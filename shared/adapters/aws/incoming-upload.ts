import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { S3Bucket } from './s3-bucket.ts';

/** An object under `incoming/` that grows part by part. Whoever dies on the way leaves it to the lifecycle rule. */
export class IncomingUpload {
  readonly object: string;
  readonly #bucket: S3Bucket;
  readonly #eTags: string[] = [];
  #uploadId: string | undefined;
  #exists = false;

  constructor(bucket: S3Bucket, object: string) {
    this.#bucket = bucket;
    this.object = object;
  }

  get hasParts(): boolean {
    return this.#uploadId !== undefined;
  }

  /** It is whole, and can be read. */
  get exists(): boolean {
    return this.#exists;
  }

  async addPart(part: Uint8Array): Promise<void> {
    const { client } = this.#bucket;
    if (this.#uploadId === undefined) {
      this.#uploadId = (await client.send(new CreateMultipartUploadCommand(this.#name()))).UploadId;
    }
    const PartNumber = this.#eTags.length + 1;
    const command = new UploadPartCommand({ ...this.#name(), UploadId: this.#uploadId, PartNumber, Body: part });
    this.#eTags.push((await client.send(command)).ETag ?? '');
  }

  /** The last part; for a draft that has no other, one plain object. */
  async finish(rest: Uint8Array): Promise<void> {
    if (this.#uploadId === undefined) {
      this.#exists = true;
      await this.#bucket.client.send(new PutObjectCommand({ ...this.#name(), Body: rest }));
      return;
    }
    if (rest.length > 0) await this.addPart(rest);
    const Parts = this.#eTags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
    const upload = { ...this.#name(), UploadId: this.#uploadId, MultipartUpload: { Parts } };
    this.#exists = true;
    await this.#bucket.client.send(new CompleteMultipartUploadCommand(upload));
    this.#uploadId = undefined;
  }

  async remove(): Promise<void> {
    const { client } = this.#bucket;
    const UploadId = this.#uploadId;
    const existed = this.#exists;
    this.#uploadId = undefined;
    this.#exists = false;
    if (UploadId !== undefined) await client.send(new AbortMultipartUploadCommand({ ...this.#name(), UploadId }));
    if (existed) await client.send(new DeleteObjectCommand(this.#name()));
  }

  #name(): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket.bucket, Key: this.object };
  }
}
