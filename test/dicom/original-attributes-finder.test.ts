import { describe, expect, it } from 'vitest';
import { type CtSpec, makeCt } from '../makers/make-ct.ts';
import { element, encodeElements, explicitLittleEndian, raw, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readContent } from './read-content.ts';

const layouts = [
  transferSyntaxes.implicitLittleEndian,
  transferSyntaxes.explicitLittleEndian,
  transferSyntaxes.explicitBigEndian,
];
const item = [element('04000565', 'CS', 'COERCE')];
const placeIn = async (bytes: Buffer) => (await readContent(bytes, { chunkBytes: 64 })).originalAttributes;
const tagAt = (bytes: Buffer, at: number, isBigEndian: boolean) =>
  isBigEndian
    ? bytes.toString('hex', at, at + 4)
    : bytes
        .subarray(at, at + 4)
        .swap16()
        .toString('hex');

describe('the place of (0400,0561)', () => {
  it.each(layouts)('that is missing is before the first element that follows it (%s)', async (transferSyntaxUid) => {
    const { bytes } = makeCt({ transferSyntaxUid });

    const place = await placeIn(bytes);

    const encoding = {
      explicit: transferSyntaxUid !== transferSyntaxes.implicitLittleEndian,
      bigEndian: transferSyntaxUid === transferSyntaxes.explicitBigEndian,
    };
    expect(place).toEqual({ isThere: false, insertAt: place.insertAt, encoding });
    expect(tagAt(Buffer.from(bytes), place.insertAt, encoding.bigEndian)).toBe('7fe00010');
  });

  it('that is missing is at the end where nothing follows it, before padding', async () => {
    const spec: CtSpec = { pixelData: null, without: ['00280010', '00280011'] };
    const { bytes } = makeCt(spec);

    for (const zeros of [0, 4, 300]) {
      const place = await placeIn(Buffer.concat([bytes, Buffer.alloc(zeros)]));

      expect(place).toMatchObject({ isThere: false, insertAt: bytes.length });
    }
  });

  it.each(layouts)('that says its length is at its end (%s)', async (transferSyntaxUid) => {
    const bigEndian = transferSyntaxUid === transferSyntaxes.explicitBigEndian;
    const { bytes } = makeCt({ transferSyntaxUid, extra: [sequence('04000561', [item])] });

    const { isThere, insertAt, statedLength } = await placeIn(bytes);

    const { at = 0, length = 0 } = statedLength ?? {};
    expect(isThere).toBe(true);
    expect(bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)).toBe(length);
    expect(insertAt).toBe(at + 4 + length);
  });

  it('that does not say its length is before its delimiter', async () => {
    const inner = sequence('04000561', [item], { undefinedLength: true });
    const { bytes } = makeCt({ extra: [sequence('04000561', [[inner]], { undefinedLength: true })] });

    const place = await placeIn(bytes);

    expect(place).toEqual({ isThere: true, insertAt: place.insertAt, encoding: { explicit: true, bigEndian: false } });
    expect(bytes.toString('hex', place.insertAt, place.insertAt + 8)).toBe('feffdde000000000');
    expect(tagAt(Buffer.from(bytes), place.insertAt + 8, false)).toBe('7fe00010');
  });

  it('is that of the top level, not that of an item', async () => {
    const { bytes } = makeCt({ extra: [sequence('00400275', [[sequence('04000561', [item])]])] });

    expect(await placeIn(bytes)).toMatchObject({ isThere: false });
  });

  it('that stands out of order is where it is', async () => {
    const late = raw(encodeElements([sequence('04000561', [])], explicitLittleEndian));
    const { bytes } = makeCt({ extra: [late] });

    expect(await placeIn(bytes)).toMatchObject({
      isThere: true,
      insertAt: bytes.length,
      statedLength: { at: bytes.length - 4, length: 0 },
    });
  });
});
