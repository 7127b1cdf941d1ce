import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

const nothing = () => undefined;
/** The SDK would write its own warnings to the console; what is logged here is decided in shared/log.ts. */
const silence = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * The client as the archive needs it. Checksums only where the operation demands one: by default the SDK sends them
 * as trailers of a chunked body, which S3-compatible servers refuse with 411 (decision 0011).
 */
export function makeS3Client(config: S3ClientConfig): S3Client {
  return new S3Client({
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: silence,
    ...config,
  });
}
