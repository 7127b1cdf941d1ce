import { setImmediate } from 'node:timers/promises';
import type { ByteRange } from '../dicom/byte-range.ts';
import { ByteCursor } from './byte-cursor.ts';

/** Reads a run of bytes of one instance. */
export type OpenRange = (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>;

/** One read more costs about as much as reading this much too far. */
const maxGapBytes = 64 * 1024;

/** A codestream may lie in hundreds of thousands of fragments; others get their turn in between. */
const piecesPerTurn = 512;

/** The bytes of each range, in the order given; ranges that follow each other closely are one read. */
export async function* readRanges(
  open: OpenRange,
  ranges: Iterable<ByteRange>,
  maxGap = maxGapBytes,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  for (const run of runsOf(ranges, maxGap)) yield* readRun(open, run);
}

async function* readRun(open: OpenRange, run: Run): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const length = run.end - run.start;
  const cursor = new ByteCursor(length === 0 ? nothing() : await open({ offset: run.start, length }));
  let at = run.start;
  try {
    for (const [position, { offset, length }] of run.ranges.entries()) {
      if (position % piecesPerTurn === piecesPerTurn - 1) await setImmediate();
      await cursor.skip(offset - at);
      yield cursor.take(length);
      at = offset + length;
    }
  } finally {
    await cursor.close();
  }
}

/** S3 cannot be asked for no bytes. */
async function* nothing(): AsyncGenerator<Uint8Array> {}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly ranges: readonly ByteRange[];
}

function runsOf(ranges: Iterable<ByteRange>, maxGap: number): readonly Run[] {
  const runs: { start: number; end: number; ranges: ByteRange[] }[] = [];
  for (const range of ranges) {
    const last = runs.at(-1);
    const end = range.offset + range.length;
    if (last === undefined || range.offset < last.end || range.offset > last.end + maxGap) {
      runs.push({ start: range.offset, end, ranges: [range] });
    } else {
      last.end = end;
      last.ranges.push(range);
    }
  }
  return runs;
}

export const totalBytes = (ranges: readonly ByteRange[]): number =>
  ranges.reduce((total, { length }) => total + length, 0);
