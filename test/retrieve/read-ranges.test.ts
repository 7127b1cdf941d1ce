import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ByteRange } from '../../shared/dicom/byte-range.ts';
import { joinedBytes } from '../../shared/retrieve/joined-bytes.ts';
import { readRanges } from '../../shared/retrieve/read-ranges.ts';

const object = randomBytes(300_000);

async function* chunksOf(range: ByteRange, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const end = range.offset + range.length;
  for (let at = range.offset; at < end; at += chunkBytes) yield object.subarray(at, Math.min(at + chunkBytes, end));
}

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(ranges: readonly ByteRange[], chunkBytes = 1000) {
  const reads: ByteRange[] = [];
  const pieces: Buffer[] = [];
  const open = async (range: ByteRange) => {
    reads.push(range);
    return chunksOf(range, chunkBytes);
  };
  for await (const bytes of readRanges(open, ranges)) pieces.push(await gather(bytes));
  return { reads, pieces };
}

it('gives the bytes of any ranges in any order', async () => {
  const range = fc.record({ offset: fc.nat(200_000), length: fc.nat(50_000) });

  await fc.assert(
    fc.asyncProperty(
      fc.array(range, { maxLength: 8 }),
      fc.integer({ min: 1, max: 70_000 }),
      async (ranges, chunkBytes) => {
        fc.pre(chunkBytes > 500 || ranges.length < 2);

        const { pieces } = await read(ranges, chunkBytes);

        expect(pieces).toEqual(ranges.map(({ offset, length }) => object.subarray(offset, offset + length)));
      },
    ),
    { numRuns: 60 },
  );
});

it('reads neighbours and near neighbours in one go', async () => {
  const ranges = [
    { offset: 10, length: 100 },
    { offset: 110, length: 100 },
    { offset: 218, length: 1 },
  ];

  const { reads } = await read(ranges);

  expect(reads).toEqual([{ offset: 10, length: 209 }]);
});

it('does not read what lies far between, nor go backwards', async () => {
  const ranges = [
    { offset: 0, length: 10 },
    { offset: 200_000, length: 10 },
    { offset: 5, length: 5 },
  ];

  const { reads } = await read(ranges);

  expect(reads).toEqual(ranges);
});

it('asks for nothing where nothing is wanted', async () => {
  const { reads, pieces } = await read([{ offset: 5, length: 0 }]);

  expect(reads).toEqual([]);
  expect(pieces).toEqual([Buffer.alloc(0)]);
});

it('fails when the object ends before a range', async () => {
  const short = async () => chunksOf({ offset: 0, length: 5 }, 10);

  const reading = gather(joinedBytes(readRanges(short, [{ offset: 0, length: 10 }])));

  await expect(reading).rejects.toThrow('ends before a range');
});

it('lets others have their turn between the thousands of pieces of one read', async () => {
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 0);
  const ranges = Array.from({ length: 20_000 }, (_, index) => ({ offset: index * 10, length: 10 }));

  await read(ranges, 300_000);
  clearInterval(others);

  expect(turns).toBeGreaterThan(5);
});
