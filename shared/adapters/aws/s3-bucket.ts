import type { S3Client } from '@aws-sdk/client-s3';

/** Which bucket, the client that reaches it, and what its server can do. */
export interface S3Bucket {
  readonly client: S3Client;
  readonly bucket: string;
  /** Whether CompleteMultipartUpload obeys `If-None-Match`: AWS does, many that speak like it silently do not. */
  readonly completesConditionally: boolean;
}
