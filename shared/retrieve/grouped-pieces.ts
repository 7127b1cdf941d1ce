import type { ByteRange } from '../dicom/byte-range.ts';
import { type OpenRange, readRanges } from './read-ranges.ts';

/** For each group of ranges the bytes of all of them; neighbours, within a group or not, are one read. */
export async function* groupedPieces(
  open: OpenRange,
  groups: readonly (readonly ByteRange[])[],
  maxGapBytes?: number,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const pieces = readRanges(open, groups.flat(), maxGapBytes);
  try {
    for (const { length } of groups) yield nextPieces(pieces, length);
  } finally {
    await pieces.return(undefined);
  }
}

async function* nextPieces(
  pieces: AsyncGenerator<AsyncIterable<Uint8Array>>,
  count: number,
): AsyncGenerator<Uint8Array> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = await pieces.next();
    if (next.done !== true) yield* next.value;
  }
}
