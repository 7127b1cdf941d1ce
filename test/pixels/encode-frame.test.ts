import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../shared/pixels/decode-frame.ts';
import { encodeFrame } from '../../shared/pixels/encode-frame.ts';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { transcodingTargets } from '../../shared/pixels/transcoding-targets.ts';
import { arbitraryFrame } from './arbitrary-frame.ts';
import { describeFrame, makeFrame } from './make-frame.ts';

const prefix = '1.2.840.10008.1.2';
const [rle, jpegLs, jpeg2000, htj2k, baseline] = ['.5', '.4.80', '.4.90', '.4.201', '.4.50'].map(
  (end) => prefix + end,
) as [string, string, string, string, string];

describe('encodeFrame', () => {
  it.each([`${prefix}.1`, rle, jpegLs, jpeg2000, htj2k])('gives back every bit through %s', async (target) => {
    await fc.assert(
      fc.asyncProperty(arbitraryFrame({ bitsAllocated: [8, 16, 32] }), async (frame) => {
        fc.pre(transcodingTargets(frame.description).includes(target));

        const bytes = await encodeFrame(frame, target, defaultPixelLimits);
        const decoded = await decodeFrame(
          { transferSyntaxUid: target, description: frame.description, bytes },
          defaultPixelLimits,
        );

        expect(Buffer.compare(decoded.bytes, frame.bytes)).toBe(0);
        expect(decoded.description).toEqual(frame.description);
      }),
      {
        numRuns: 100,
        examples: [
          [makeFrame({ rows: 1, columns: 1 })],
          [makeFrame({ rows: 1, columns: 300 })],
          [makeFrame({ rows: 300, columns: 1 })],
        ],
      },
    );
  });

  it.each([jpegLs, jpeg2000, htj2k])('keeps what lies above the stored bits through %s', async (target) => {
    const frame = makeFrame({ bitsStored: 12, isSigned: true });
    for (let at = 0; at < frame.samples.length; at += 1) frame.samples[at] = (frame.samples[at] as number) ^ 0x5000;

    const bytes = await encodeFrame(frame, target, defaultPixelLimits);
    const decoded = await decodeFrame(
      { transferSyntaxUid: target, description: frame.description, bytes },
      defaultPixelLimits,
    );

    expect(Buffer.compare(decoded.bytes, frame.bytes)).toBe(0);
  });

  it.each([1, 3])('comes close to what it was given through JPEG Baseline: %i samples', async (samplesPerPixel) => {
    const frame = makeFrame({ bitsAllocated: 8, bitsStored: 8, samplesPerPixel, rows: 64, columns: 64 });
    for (let at = 0; at < frame.samples.length; at += 1) frame.samples[at] = (at / frame.samples.length) * 255;

    const bytes = await encodeFrame(frame, baseline, defaultPixelLimits);
    const photometricInterpretation = samplesPerPixel === 1 ? 'MONOCHROME2' : 'YBR_FULL';
    const decoded = await decodeFrame(
      { transferSyntaxUid: baseline, description: { ...frame.description, photometricInterpretation }, bytes },
      defaultPixelLimits,
    );

    const errors = frame.samples.map((sample, at) => Math.abs(sample - (decoded.samples[at] as number)));
    expect(Math.max(...errors)).toBeLessThan(8);
    expect(decoded.description).toEqual(frame.description);
    expect(bytes[1]).toBe(0xd8);
    expect(Buffer.from(bytes).includes(Buffer.from([0xff, 0xc0]))).toBe(true);
  });

  it.each([
    [8, 8],
    [1, 64],
    [3, 300],
  ])('has room for the JPEG headers of a picture of %i × %i', async (rows, columns) => {
    const frame = makeFrame({ bitsAllocated: 8, bitsStored: 8, rows, columns });

    const bytes = await encodeFrame(frame, baseline, defaultPixelLimits);

    expect([...bytes.subarray(-2)]).toEqual([0xff, 0xd9]);
  });

  it.each([
    ['palettes by JPEG', { bitsAllocated: 8, bitsStored: 8, photometricInterpretation: 'PALETTE COLOR' }, baseline],
    ['16 bits by JPEG', {}, baseline],
    ['signed bytes by JPEG', { bitsAllocated: 8, bitsStored: 8, isSigned: true }, baseline],
    [
      'YBR_FULL by JPEG 2000',
      { samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8, photometricInterpretation: 'YBR_FULL' },
      jpeg2000,
    ],
    ['colours of 16 bits by HTJ2K', { samplesPerPixel: 3 }, htj2k],
    ['32 bits by JPEG-LS', { bitsAllocated: 32 }, jpegLs],
  ] as const)('has no %s', async (_, wish, target) => {
    expect(transcodingTargets(describeFrame(wish))).not.toContain(target);
    await expect(encodeFrame(makeFrame(wish), target, defaultPixelLimits)).rejects.toMatchObject({
      code: 'pixels-not-decodable',
    });
  });
});
