import type { KeyObject } from 'node:crypto';
import { findSecretKey, makeSecretKey } from './secret-key-file.ts';

/** The guard's secret: with it, equal values that were found can be told without being kept (docs/guard.md). */
export async function fingerprintKeyAt(path: string): Promise<KeyObject> {
  return (await findSecretKey(path, 'guard key')) ?? (await makeSecretKey(path));
}
