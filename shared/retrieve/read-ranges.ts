import type { ByteRange } from '../dicom/byte-range.ts';
import { ByteCursor } from './byte-cursor.ts';

/** Reads a run of bytes of one instance. */
export type OpenRange = (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>;

/** One read more costs about as much as reading this much too far. */
const maxGapBytes = 64 * 1024;

/** The bytes of each range, in the order given; ranges that follow each other closely are one read. */
export async function* readRanges(
  open: OpenRange,
  ranges: Iterable<ByteRange>,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  for (const run of runsOf(ranges)) yield* readRun(open, run);
}

async function* readRun(open: OpenRange, run: Run): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const length = run.end - run.start;
  const cursor = new ByteCursor(length === 0 ? nothing() : await open({ offset: run.start, length }));
  let at = run.start;
  try {
    for (const { offset, length } of run.ranges) {
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

function runsOf(ranges: Iterable<ByteRange>): readonly Run[] {
  const runs: { start: number; end: number; ranges: ByteRange[] }[] = [];
  for (const range of ranges) {
    const last = runs.at(-1);
    const end = range.offset + range.length;
    if (last === undefined || range.offset < last.end || range.offset > last.end + maxGapBytes) {
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
