import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import { inflatedRange } from '../../shared/retrieve/inflated-range.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';

const pixelBytes = randomBytes(256 * 256 * 2 * 4);
const deflated = makeCt({
  rows: 256,
  columns: 256,
  frames: 4,
  transferSyntaxUid: transferSyntaxes.deflated,
  extra: [element('7FE00010', 'OW', pixelBytes)],
});
const header = await readInstanceHeader([deflated.bytes]);
const pixels = header.bulk['7FE00010'] ?? { offset: 0, length: 0 };

function source(bytes: Uint8Array, chunkBytes: number) {
  const seen = { taken: 0, isReleased: false };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (; seen.taken < bytes.length; seen.taken += chunkBytes) {
        yield bytes.subarray(seen.taken, seen.taken + chunkBytes);
      }
    } finally {
      seen.isReleased = true;
    }
  }
  return { chunks: chunks(), seen };
}

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it.each([7, 1000, 1_000_000])(
  'finds a value as if the data set were not deflated, in chunks of %i',
  async (chunkBytes) => {
    const { chunks, seen } = source(deflated.bytes, chunkBytes);

    const value = await gather(inflatedRange(chunks, pixels));

    expect(value).toEqual(pixelBytes);
    expect(seen.isReleased).toBe(true);
  },
);

it('inflates no further than the range reaches', async () => {
  const { chunks, seen } = source(deflated.bytes, 1000);

  const value = await gather(inflatedRange(chunks, { offset: pixels.offset, length: 100 }));

  expect(value).toEqual(pixelBytes.subarray(0, 100));
  expect(seen.isReleased).toBe(true);
  expect(seen.taken).toBeLessThan(deflated.bytes.length / 2);
});

it.each([
  ['in its file meta information', deflated.bytes.subarray(0, 200)],
  ['in its data set', deflated.bytes.subarray(0, deflated.bytes.length - 500)],
])('fails when the object ends %s, and lets it go', async (_name, bytes) => {
  const { chunks, seen } = source(bytes, 1000);

  await expect(gather(inflatedRange(chunks, pixels))).rejects.toThrow();
  expect(seen.isReleased).toBe(true);
});

it('fails with the source’s own error', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield deflated.bytes.subarray(0, 1000);
    throw new Error('disk');
  }

  await expect(gather(inflatedRange(broken(), pixels))).rejects.toThrow('disk');
});
