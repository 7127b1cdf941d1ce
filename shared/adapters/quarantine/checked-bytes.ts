import { createHash } from 'node:crypto';
import type { QuarantineEntry } from '../../ports/quarantine.ts';

/** The same bytes; at their end it throws, before anybody could take them for what `entry` promises and they are not. */
export async function* checkedBytes(
  { id, byteLength }: Pick<QuarantineEntry, 'id' | 'byteLength'>,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let seen = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    seen += chunk.length;
    yield chunk;
  }
  if (seen !== byteLength) throw new Error('bytes for the quarantine are not as many as their entry says');
  if (hash.digest('hex') !== id) throw new Error('bytes for the quarantine are not those that their entry names');
}
