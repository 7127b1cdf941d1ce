import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRle } from '../../../shared/pixels/codecs/rle.ts';
import { decodeFrame } from '../../../shared/pixels/decode-frame.ts';
import { defaultPixelLimits } from '../../../shared/pixels/pixel-limits.ts';
import { arbitraryFrame } from '../arbitrary-frame.ts';
import { describeFrame, makeFrame } from '../make-frame.ts';

const transferSyntaxUid = '1.2.840.10008.1.2.5';
const decode = (bytes: Uint8Array, description = describeFrame({ bitsAllocated: 8 })) =>
  decodeFrame({ transferSyntaxUid, description, bytes }, defaultPixelLimits);

/** A header that says what it is told to, and one segment's bytes after it. */
function rleBytes(count: number, offsets: readonly number[], segment: readonly number[]): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(count);
  for (const [number, offset] of offsets.entries()) header.writeUInt32LE(offset, 4 + number * 4);
  return Buffer.concat([header, Buffer.from(segment)]);
}

describe('RLE (PS3.5 Annex G)', () => {
  it('gives back every frame that it has coded, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFrame({ bitsAllocated: [8, 16, 32] }), async (frame) => {
        const decoded = await decode(encodeRle(frame), frame.description);

        expect(Buffer.compare(decoded.bytes, frame.bytes)).toBe(0);
        expect(decoded.description).toEqual(frame.description);
      }),
      { numRuns: 200 },
    );
  });

  it('reads literals, runs and the control byte that means nothing', async () => {
    const decoded = await decode(rleBytes(1, [64], [0x02, 1, 2, 3, 0x80, 0xfe, 9, 0xfb, 7, 0]));

    expect([...decoded.bytes]).toEqual([1, 2, 3, 9, 9, 9, 7, 7, 7, 7, 7, 7]);
  });

  it('codes rows apart and pads segments to even length (G.3.1, G.4)', () => {
    const coded = encodeRle(makeFrame({ bitsAllocated: 8, bitsStored: 8, rows: 2, columns: 300 }));

    expect(coded.length % 2).toBe(0);
  });

  it.each([
    ['a header that is cut off', Buffer.alloc(63)],
    ['no segment', rleBytes(0, [], [])],
    ['more segments than cells have bytes', rleBytes(2, [64, 70], new Array(40).fill(0))],
    ['2^32 - 1 segments', rleBytes(0xffffffff, [], [])],
    ['an offset into the header', rleBytes(1, [0], [0xf5, 1])],
    ['an offset behind the frame', rleBytes(1, [4_000_000_000], [0xf5, 1])],
    ['a run without its byte', rleBytes(1, [64], [0xf5])],
    ['a literal that is cut off', rleBytes(1, [64], [11, 1, 2, 3])],
    ['too few pixels', rleBytes(1, [64], [0xfe, 1, 0x80, 0x80])],
  ])('refuses %s', async (_, bytes) => {
    await expect(decode(bytes)).rejects.toMatchObject({ code: 'pixels-not-decodable' });
  });

  it('refuses offsets that go backwards', async () => {
    const bytes = rleBytes(2, [80, 64], new Array(40).fill(0));

    await expect(decode(bytes, describeFrame())).rejects.toMatchObject({ code: 'pixels-not-decodable' });
  });

  it('takes what is left of a run past the last pixel for nothing', async () => {
    const decoded = await decode(rleBytes(1, [64], [0x81, 5]));

    expect(decoded.bytes).toEqual(new Uint8Array(12).fill(5));
  });
});
