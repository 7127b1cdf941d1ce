import { alignBits } from './align-bits.ts';
import { groupedPieces } from './grouped-pieces.ts';
import type { LocatedFrame } from './locate-frame.ts';
import type { OpenRange } from './read-ranges.ts';

/** The bytes of each frame in turn; neighbours are one read. */
export async function* frameStreams(
  open: OpenRange,
  frames: readonly LocatedFrame[],
  maxGapBytes: number | undefined,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const groups = frames.map(({ ranges }) => ranges);
  const remaining = frames.values();
  for await (const bytes of groupedPieces(open, groups, maxGapBytes)) {
    const { value: frame } = remaining.next();
    yield frame?.bits === undefined ? bytes : alignBits(bytes, frame.bits);
  }
}
