import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { withoutConflict } from './put-once.ts';
import type { S3Place } from './s3-bucket.ts';

/** Above the 5 MiB that S3 asks of a part, and above what a request through API Gateway can carry. */
const partBytes = 8 * 1024 * 1024;

interface Target {
  readonly object: string;
  /** Of the bytes to come, 64 hex digits. */
  readonly sha256: string;
}

/**
 * A conditional write of bytes that are still on their way: part by part, at most two of them in memory, and under its name
 * only when the last one is there. It needs no right to read or delete; a failing source leaves nothing.
 */
export async function uploadOnce(place: S3Place, target: Target, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const parts = inParts(bytes);
  try {
    const first = (await parts.next()).value ?? Buffer.alloc(0);
    if (first.length < partBytes) await withoutConflict(() => putWhole(place, target, first));
    else await uploadParts(place, target, chain(first, parts));
  } finally {
    await parts.return(undefined);
  }
}

async function putWhole({ client, bucket }: S3Place, { object, sha256 }: Target, whole: Buffer): Promise<void> {
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: object,
      Body: whole,
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      ContentType: 'application/dicom',
      IfNoneMatch: '*',
      Metadata: { sha256 },
    }),
  );
}

async function uploadParts(
  { client, bucket }: S3Place,
  { object, sha256 }: Target,
  parts: AsyncIterable<Buffer>,
): Promise<void> {
  const name = { Bucket: bucket, Key: object };
  const described = { ContentType: 'application/dicom', Metadata: { sha256 } };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...name, ...described }));
  const upload = { ...name, UploadId };
  try {
    const Parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    for await (const Body of parts) {
      const PartNumber = Parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, IfNoneMatch: '*' }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload));
    throw error;
  }
}

/** All but the last have `partBytes` or more, and the last comes when the source has ended well. */
async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let chunks: Uint8Array[] = [];
  let gathered = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    gathered += chunk.length;
    if (gathered < partBytes) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    gathered = 0;
  }
  if (gathered > 0) yield Buffer.concat(chunks);
  return undefined;
}

async function* chain(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
