import { S3ServiceException } from '@aws-sdk/client-s3';
import { GatewayError } from '../../errors.ts';

/** What a network that fails says; S3 itself was perhaps never reached. */
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE']);

/** Throttling, an outage or missing rights are not the caller's fault: the caller hears 503 and when to come back. */
export async function speakingOfS3<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isPassing(error) ? archiveUnavailable(error) : error;
  }
}

export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** `If-None-Match: *` met an object. */
export function isAlreadyThere(error: unknown): boolean {
  return statusOf(error) === 412;
}

/** Two conditional writes of one key met; S3 decided for neither and asks to try again. */
export function isWriteConflict(error: unknown): boolean {
  return statusOf(error) === 409;
}

/** A range that begins behind the end. */
export function isRangeRefused(error: unknown): boolean {
  return statusOf(error) === 416;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 403 || status === 409 || status === 429;
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError') return true;
  return 'code' in error && typeof error.code === 'string' && networkCodes.has(error.code);
}

function archiveUnavailable(cause: unknown): GatewayError {
  return new GatewayError('archive-unavailable', 'The image archive cannot be used right now; try again later.', {
    cause,
    headers: { 'Retry-After': '5' },
  });
}
