import { setTimeout as wait } from 'node:timers/promises';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { KeepOutcome, SealedBytes } from '../../ports/image-archive.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { isAlreadyThere, isWriteConflict } from './s3-failure.ts';

const conflictPausesMs = [50, 100, 200, 400, 800];

/**
 * Makes any conditional write (`If-None-Match: *`) into an answer. 412 is the answer "taken", and then the SHA-256 that
 * every object carries as metadata tells by what; 409 means that two such writes met, and asks to try again.
 */
export async function putOnce(
  { client, bucket }: S3Bucket,
  target: { readonly object: string; readonly sealed: SealedBytes },
  write: () => Promise<unknown>,
): Promise<KeepOutcome> {
  try {
    await withoutConflict(write);
    return 'kept';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
    const there = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: target.object }));
    return there.Metadata?.sha256 === target.sealed.sha256 ? 'identical' : 'different';
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
