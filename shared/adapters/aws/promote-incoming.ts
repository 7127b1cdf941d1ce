import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
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

/**
 * An incoming object gets its final name without leaving S3, and only if nobody has that name: the condition is on
 * CompleteMultipartUpload, because CopyObject has none everywhere (decision 0011).
 */
export async function promoteIncoming({ client, bucket }: S3Bucket, promotion: Promotion): Promise<void> {
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

/** S3 takes a range only of sources over 5 MiB, so a source that is one part anyway is copied without one. */
function copyRanges(byteLength: number): (string | undefined)[] {
  if (byteLength <= maxCopyBytes) return [undefined];
  const count = Math.ceil(byteLength / maxCopyBytes);
  return Array.from({ length: count }, (_, index) => {
    const start = index * maxCopyBytes;
    return `bytes=${start}-${Math.min(start + maxCopyBytes, byteLength) - 1}`;
  });
}
