import type { S3Client } from '@aws-sdk/client-s3';

/** Which bucket, and the client that reaches it. */
export interface S3Place {
  readonly client: S3Client;
  readonly bucket: string;
}

/** And what its server can do. */
export interface S3Bucket extends S3Place {
  /** Whether CompleteMultipartUpload obeys `If-None-Match`: AWS does, many that speak like it silently do not. */
  readonly completesConditionally: boolean;
}
