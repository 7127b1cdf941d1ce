import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type { ByteRange } from '../../dicom/byte-range.ts';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import { GatewayError } from '../../errors.ts';
import type { BulkSpool, ImageArchive, InstanceDraft, SeriesKey, StoredBytes } from '../../ports/image-archive.ts';
import { HeldBytes } from './held-bytes.ts';
import { makeS3Client } from './make-s3-client.ts';
import { readObject } from './read-object.ts';
import { removeObjects } from './remove-objects.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { S3Draft } from './s3-draft.ts';
import { isNotFound, speakingOfS3 } from './s3-failure.ts';
import {
  instanceObject,
  keyOfInstanceObject,
  keyOfMarkObject,
  markObject,
  packObject,
  prefixes,
  sidecarObject,
} from './s3-layout.ts';
import { S3Spool } from './s3-spool.ts';

type ReadPermit = Authorized<'study.read' | 'study.thumbnail' | 'archive.maintain'>;

export interface S3ArchiveOptions extends S3Bucket {
  /** Younger marks belong to requests that may still run: none does longer than a Lambda may. */
  readonly unsettledAfterSeconds?: number;
  /** What sealed drafts may hold in memory together before they wait under `incoming/`. */
  readonly maxHeldBytes?: number;
}

interface ListedObject {
  readonly name: string;
  readonly ageSeconds: number;
}

/** As AWS wants it: region, credentials and endpoint come from where the code runs. */
export function openS3ImageArchive({ bucket }: Pick<S3ArchiveOptions, 'bucket'>): ImageArchive {
  return new S3ImageArchive({ client: makeS3Client({}), bucket, completesConditionally: true });
}

/** Instances as objects of one bucket (AWS S3, or what speaks like it); several processes may use it at once. */
export class S3ImageArchive implements ImageArchive {
  readonly #bucket: S3Bucket;
  readonly #memory: HeldBytes;
  readonly #unsettledAfterSeconds: number;

  constructor(options: S3ArchiveOptions) {
    const {
      client,
      bucket,
      completesConditionally,
      unsettledAfterSeconds = 3600,
      maxHeldBytes = 64 * 1024 * 1024,
    } = options;
    this.#bucket = { client, bucket, completesConditionally };
    this.#memory = new HeldBytes(maxHeldBytes);
    this.#unsettledAfterSeconds = unsettledAfterSeconds;
  }

  async openDraft(permit: Authorized<'study.write' | 'dlp.review'>): Promise<InstanceDraft> {
    return new S3Draft(this.#bucket, this.#memory, permit);
  }

  async openSpool(_permit: Authorized<'study.write'>): Promise<BulkSpool> {
    return new S3Spool(this.#bucket);
  }

  async readInstance(permit: ReadPermit, key: InstanceKey, range?: ByteRange): Promise<StoredBytes> {
    assertCovers(permit, key.studyUid);
    const stored = await ifThere(() => readObject(this.#bucket, { object: instanceObject(key), range }));
    if (stored === undefined) throw new GatewayError('instance-not-found', 'There is no such instance.');
    return stored;
  }

  async readSidecar(
    permit: ReadPermit | Authorized<'study.search'>,
    key: InstanceKey,
  ): Promise<Uint8Array | undefined> {
    assertCovers(permit, key.studyUid);
    const stored = await ifThere(() => readObject(this.#bucket, { object: sidecarObject(key) }));
    if (stored === undefined) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of stored.bytes) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async replaceSidecar(permit: ReadPermit, key: InstanceKey, sidecar: Uint8Array): Promise<void> {
    assertCovers(permit, key.studyUid);
    await this.#replace(sidecarObject(key), sidecar);
  }

  async readPack(permit: Authorized<'study.read'>, series: SeriesKey): Promise<StoredBytes | undefined> {
    assertCovers(permit, series.studyUid);
    return ifThere(() => readObject(this.#bucket, { object: packObject(series) }));
  }

  async replacePack(permit: Authorized<'study.read'>, series: SeriesKey, pack: Uint8Array): Promise<void> {
    assertCovers(permit, series.studyUid);
    await this.#replace(packObject(series), pack);
  }

  async *listInstances(_permit: Authorized<'archive.maintain'>): AsyncGenerator<InstanceKey> {
    for await (const { name } of this.#list(prefixes.studies)) {
      const key = keyOfInstanceObject(name);
      if (key !== undefined) yield key;
    }
  }

  async settle(
    permit: Authorized<'study.write' | 'dlp.review' | 'archive.maintain'>,
    keys: readonly InstanceKey[],
  ): Promise<void> {
    for (const key of keys) assertCovers(permit, key.studyUid);
    await speakingOfS3(() => removeObjects(this.#bucket, keys.map(markObject)));
  }

  async *listUnsettled(_permit: Authorized<'archive.maintain'>): AsyncGenerator<InstanceKey> {
    for await (const { name, ageSeconds } of this.#list(prefixes.unsettled)) {
      const key = keyOfMarkObject(name);
      if (key !== undefined && ageSeconds >= this.#unsettledAfterSeconds) yield key;
    }
  }

  async removeInstance(permit: Authorized<'archive.maintain'>, key: InstanceKey): Promise<void> {
    assertCovers(permit, key.studyUid);
    await speakingOfS3(() => removeObjects(this.#bucket, [instanceObject(key), sidecarObject(key)]));
  }

  async close(): Promise<void> {
    this.#bucket.client.destroy();
  }

  async #replace(object: string, bytes: Uint8Array): Promise<void> {
    const { client, bucket } = this.#bucket;
    await speakingOfS3(() => client.send(new PutObjectCommand({ Bucket: bucket, Key: object, Body: bytes })));
  }

  async *#list(Prefix: string): AsyncGenerator<ListedObject> {
    const { client, bucket } = this.#bucket;
    let ContinuationToken: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken });
      const page = await speakingOfS3(() => client.send(command));
      for (const { Key: name, LastModified } of page.Contents ?? []) {
        if (name !== undefined) yield { name, ageSeconds: (Date.now() - (LastModified?.getTime() ?? 0)) / 1000 };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
}

async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await speakingOfS3(read);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
