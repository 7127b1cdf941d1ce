import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { SealedBytes } from '../../ports/image-archive.ts';
import type { S3Bucket } from './s3-bucket.ts';

const maxCopyBytes = 1024 ** 3;

interface Promotion {
  readonly from: string;
  readonly object: string;
  readonly sealed: SealedBytes;
}

/** An incoming object gets its final name, and only if nobody has that name (decision 0011). */
export async function promoteIncoming(bucket: S3Bucket, promotion: Promotion): Promise<void> {
  await (bucket.completesConditionally ? copyInside(bucket, promotion) : streamThrough(bucket, promotion));
}

/** Without leaving S3. The condition is on CompleteMultipartUpload, because CopyObject has none everywhere. */
async function copyInside({ client, bucket }: S3Bucket, promotion: Promotion): Promise<void> {
  const name = { Bucket: bucket, Key: promotion.object };
  const Metadata = { sha256: promotion.sealed.sha256 };
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...name, Metadata, ContentType: 'application/dicom' }),
  );
  const upload = { ...name, UploadId };
  try {
    const Parts = [];
    for (const [index, CopySourceRange] of copyRanges(promotion.sealed.byteLength).entries()) {
      const source = { CopySource: `${bucket}/${promotion.from}`, ...(CopySourceRange && { CopySourceRange }) };
      const copied = await client.send(new UploadPartCopyCommand({ ...upload, ...source, PartNumber: index + 1 }));
      Parts.push({ PartNumber: index + 1, ETag: copied.CopyPartResult?.ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, IfNoneMatch: '*' }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload));
    throw error;
  }
}

/** The way for servers that know conditions on PutObject only; it takes instances up to S3's 5 GiB for one request. */
async function streamThrough({ client, bucket }: S3Bucket, { from, object, sealed }: Promotion): Promise<void> {
  const source = await client.send(new GetObjectCommand({ Bucket: bucket, Key: from }));
  const body = source.Body as Readable;
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: object,
        Body: body,
        ChecksumSHA256: Buffer.from(sealed.sha256, 'hex').toString('base64'),
        ContentLength: sealed.byteLength,
        ContentType: 'application/dicom',
        IfNoneMatch: '*',
        Metadata: { sha256: sealed.sha256 },
      }),
    );
  } finally {
    body.destroy();
  }
}

/** S3 takes a range only of sources over 5 MiB, so a source that is one part anyway is copied without one. */
function copyRanges(byteLength: number): (string | undefined)[] {
  if (byteLength <= maxCopyBytes) return [undefined];
  const count = Math.ceil(byteLength / maxCopyBytes);
  return Array.from({ length: count }, (_, index) => {
    const start = index * maxCopyBytes;
    return `bytes=${start}-${Math.min(start + maxCopyBytes, byteLength) - 1}`;
  });
}
