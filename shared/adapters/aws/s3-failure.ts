import { S3ServiceException } from '@aws-sdk/client-s3';
import { type Store, storeUnavailable } from '../store-unavailable.ts';

/** What a network that fails says; S3 itself was perhaps never reached. */
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE']);

const retryAfterSeconds = 5;

/** Does work on the bucket of one store; throttling, an outage or missing rights are told as that store's being unavailable. */
export type Speaking = <T>(work: () => Promise<T>) => Promise<T>;

export const speakingOfS3 = speakingOf('archive');

export const speakingOfTheQuarantine = speakingOf('quarantine');

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

function speakingOf(store: Store): Speaking {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      throw isPassing(error) ? storeUnavailable(store, error, retryAfterSeconds) : error;
    }
  };
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
