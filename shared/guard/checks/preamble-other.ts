import type { Check } from '../check.ts';
import { findActiveKind } from '../file-kinds.ts';
import { isTiff } from './preamble-tiff.ts';

/** Some writers leave a flag or a counter among the zeros; in so few bytes nothing can hide. */
const maxStrayBytes = 3;

/** PS3.10 7.1: a preamble that serves no profile is zeros; one that is filled otherwise was filled by somebody for something. */
export const preambleOther: Check = {
  id: 'preamble-other',
  about:
    'The preamble is neither filler (one byte over and over, but for three) nor TIFF nor anything that runs: text, or bytes of an unknown meaning.',
  *inspect({ content: { preamble } }) {
    if (isFiller(preamble) || isTiff(preamble) || findActiveKind(preamble) !== undefined) return;
    yield { carrier: 'preamble', path: 'preamble', detail: isText(preamble) ? 'text' : 'binary data' };
  },
};

function isFiller(preamble: Buffer): boolean {
  const counts = new Uint8Array(256);
  for (const byte of preamble) counts[byte] = (counts[byte] ?? 0) + 1;
  return preamble.length - Math.max(...counts) <= maxStrayBytes;
}

const isText = (preamble: Buffer): boolean => /^[\t\r\n\x20-\x7e\0]*$/.test(preamble.toString('latin1'));
