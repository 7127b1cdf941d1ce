import { createHash } from 'node:crypto';
import type { SealedBytes } from '../../ports/image-archive.ts';
import { readFileRange } from './read-file-range.ts';

/** Whether the file holds these very bytes; one of another length is not even read. */
export async function hasSha256(path: string, expected: SealedBytes): Promise<boolean> {
  const stored = await readFileRange(path);
  if (stored.byteLength !== expected.byteLength) return false;
  const hash = createHash('sha256');
  for await (const chunk of stored.bytes) hash.update(chunk);
  return hash.digest('hex') === expected.sha256;
}
