import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { inParallel } from '../../in-parallel.ts';
import type { S3Bucket } from './s3-bucket.ts';

/** One request each: DeleteObjects asks for a checksum that not every S3 understands, and deletions cost nothing. */
export async function removeObjects({ client, bucket }: S3Bucket, objects: readonly string[]): Promise<void> {
  await inParallel(objects, (object) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: object })));
}
