import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../shared/pixels/decode-frame.ts';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { describeFrame, makeFrame } from './make-frame.ts';

const prefix = '1.2.840.10008.1.2';
const native = ['', '.1', '.1.98', '.1.99'].map((end) => `${prefix}${end}`);
const decode = (
  ...[frame, limits = defaultPixelLimits]: Parameters<typeof decodeFrame> | [Parameters<typeof decodeFrame>[0]]
) => decodeFrame(frame, limits);

describe('decodeFrame', () => {
  it.each(native)('gives native little endian cells as they are: %s', async (transferSyntaxUid) => {
    const frame = makeFrame({ isSigned: true });

    const decoded = await decode({ transferSyntaxUid, description: frame.description, bytes: frame.bytes });

    expect(decoded).toEqual(frame);
    expect(decoded.samples).toBeInstanceOf(Int16Array);
  });

  it.each([16, 32])('turns big endian cells of %i bits', async (bitsAllocated) => {
    const { description, bytes } = makeFrame({ bitsAllocated });
    const turned = bitsAllocated === 16 ? Buffer.from(bytes).swap16() : Buffer.from(bytes).swap32();

    const decoded = await decode({ transferSyntaxUid: `${prefix}.2`, description, bytes: turned });

    expect([...decoded.bytes]).toEqual([...bytes]);
  });

  it('turns 8-bit cells of a big endian OW value, and leaves those of an OB value (PS3.5 8.1.2)', async () => {
    const frame = {
      transferSyntaxUid: `${prefix}.2`,
      description: describeFrame({ bitsAllocated: 8, rows: 1 }),
      bytes: Uint8Array.of(1, 2, 3, 4),
    };

    const [words, bytes] = [await decode({ ...frame, isWordValue: true }), await decode(frame)];

    expect([...words.bytes]).toEqual([2, 1, 4, 3]);
    expect([...bytes.bytes]).toEqual([1, 2, 3, 4]);
  });

  it('makes pixels of planes', async () => {
    const description = describeFrame({ samplesPerPixel: 3, rows: 1, columns: 2, planarConfiguration: 1 });
    const bytes = new Uint8Array(Uint16Array.of(1, 2, 11, 12, 21, 22).buffer);

    const decoded = await decode({ transferSyntaxUid: `${prefix}.1`, description, bytes });

    expect([...decoded.samples]).toEqual([1, 11, 21, 2, 12, 22]);
    expect(decoded.description.planarConfiguration).toBe(0);
  });

  it('gives every pixel its colours where two shared them (PS3.3 C.7.6.3.1.2)', async () => {
    const description = describeFrame({
      samplesPerPixel: 3,
      bitsAllocated: 8,
      bitsStored: 8,
      rows: 1,
      columns: 2,
      photometricInterpretation: 'YBR_FULL_422',
    });

    const decoded = await decode({ transferSyntaxUid: `${prefix}.1`, description, bytes: Uint8Array.of(10, 20, 3, 4) });

    expect([...decoded.bytes]).toEqual([10, 3, 4, 20, 3, 4]);
    expect(decoded.description.photometricInterpretation).toBe('YBR_FULL');
  });

  it('makes a cell of every bit, from the lowest on', async () => {
    const description = describeFrame({ bitsAllocated: 1, rows: 1, columns: 9 });

    const decoded = await decode({
      transferSyntaxUid: `${prefix}.1`,
      description,
      bytes: Uint8Array.of(0b1000_0101, 1),
    });

    expect([...decoded.samples]).toEqual([1, 0, 1, 0, 0, 0, 0, 1, 1]);
    expect(decoded.description).toMatchObject({ bitsAllocated: 8, bitsStored: 1, highBit: 0 });
  });

  it('inflates a deflated frame, and not past its last pixel', async () => {
    const { description, bytes } = makeFrame();
    const frame = { transferSyntaxUid: `${prefix}.8.1`, description };

    const decoded = await decode({ ...frame, bytes: deflateRawSync(bytes) });

    expect([...decoded.bytes]).toEqual([...bytes]);
    const bomb = decode({ ...frame, bytes: deflateRawSync(Buffer.alloc(64 * 1024 * 1024)) });
    await expect(bomb).rejects.toMatchObject({ code: 'pixels-not-decodable' });
  });

  it.each([...native, `${prefix}.2`, `${prefix}.5`, `${prefix}.8.1`])(
    'refuses a frame that is cut off: %s',
    async (transferSyntaxUid) => {
      const { description, bytes } = makeFrame();

      const decoding = decode({ transferSyntaxUid, description, bytes: bytes.subarray(0, 20) });

      await expect(decoding).rejects.toMatchObject({ code: 'pixels-not-decodable' });
    },
  );

  it('refuses what would be too large before it looks at it', async () => {
    const frame = {
      transferSyntaxUid: `${prefix}.5`,
      description: describeFrame({ rows: 65_535, columns: 65_535 }),
      bytes: Buffer.alloc(0),
    };

    await expect(decode(frame)).rejects.toMatchObject({ code: 'pixels-too-large', status: 413 });
  });

  it('says so where there is no decoder', async () => {
    const { description, bytes } = makeFrame();

    const decoding = decode({ transferSyntaxUid: `${prefix}.4.102`, description, bytes });

    await expect(decoding).rejects.toMatchObject({ code: 'pixels-not-decodable', status: 406 });
  });
});
