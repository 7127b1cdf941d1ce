import { setTimeout as wait } from 'node:timers/promises';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { KeepOutcome, SealedBytes } from '../../ports/image-archive.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { isAlreadyThere, isNotFound, isWriteConflict } from './s3-failure.ts';

const conflictPausesMs = [50, 100, 200, 400, 800];

/**
 * Makes any conditional write (`If-None-Match: *`) into an answer. 412 is the answer "taken", and then the SHA-256 that
 * every object carries as metadata tells by what; 409 means that two such writes met, and asks to try again.
 */
export async function putOnce(bucket: S3Bucket, target: Target, write: () => Promise<unknown>): Promise<KeepOutcome> {
  try {
    await withoutConflict(write);
    return 'kept';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
    return (await isThere(bucket, target)) ? 'identical' : 'different';
  }
}

interface Target {
  readonly object: string;
  readonly sealed: SealedBytes;
}

/** Whether the object has these very bytes; false where there is none. */
export async function isThere({ client, bucket }: S3Bucket, { object, sealed }: Target): Promise<boolean> {
  try {
    const there = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: object }));
    return there.Metadata?.sha256 === sealed.sha256;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Tries again while S3 cannot decide between two conditional writes that met. */
export async function withoutConflict(write: () => Promise<unknown>): Promise<void> {
  for (const pauseMs of conflictPausesMs) {
    try {
      await write();
      return;
    } catch (error) {
      if (!isWriteConflict(error)) throw error;
      await wait(pauseMs);
    }
  }
  await write();
}
