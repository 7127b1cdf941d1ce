import { describe, expect, it } from 'vitest';
import { type CtSpec, makeCt } from '../makers/make-ct.ts';
import { type ElementSpec, element, fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readBytes, refusalOf } from './read-bytes.ts';

const framesOf = async (spec: CtSpec) => (await readBytes(makeCt(spec).bytes)).frames;
const us = (tag: string, value: number) => element(tag, 'US', [value]);
const pixelsOf = (length: number) => element('7FE00010', 'OW', Buffer.alloc(length));

describe('native frames', () => {
  it('of single bits need not begin at a byte', async () => {
    const pixelData = pixelsOf(Math.ceil((3 * 5 * 5) / 8) + 1);

    const frames = await framesOf({ rows: 5, columns: 5, frames: 3, extra: [us('00280100', 1)], pixelData });

    expect(frames).toMatchObject({ frameBits: 25, numberOfFrames: 3 });
  });

  it('of YBR_FULL_422 have two samples for a pixel where the bytes say so', async () => {
    const extra = [us('00280002', 3), us('00280100', 8), element('00280004', 'CS', 'YBR_FULL_422')];

    const subsampled = await framesOf({ rows: 4, columns: 4, extra, pixelData: pixelsOf(32) });
    const full = await framesOf({ rows: 4, columns: 4, extra, pixelData: pixelsOf(48) });

    expect(subsampled).toMatchObject({ frameBits: 4 * 4 * 16 });
    expect(full).toMatchObject({ frameBits: 4 * 4 * 24 });
  });

  it.each([
    ['7FE00008', 'OF', 32],
    ['7FE00009', 'OD', 64],
  ])('of floating point %s have the bits of their VR', async (tag, vr, bits) => {
    const extra = [element(tag, vr, Array(16).fill(0.5))];

    const frames = await framesOf({ rows: 4, columns: 4, extra, pixelData: null, without: ['00280100'] });

    expect(frames).toMatchObject({ frameBits: 16 * bits, numberOfFrames: 1 });
  });

  it('are only those that are there whole', async () => {
    expect(await framesOf({ frames: 4, pixelData: pixelsOf(16 * 16 * 2 * 2 + 10) })).toMatchObject({
      numberOfFrames: 2,
    });
    expect(await framesOf({ pixelData: pixelsOf(16) })).toBeUndefined();
  });

  it('leave padding after the last one alone', async () => {
    expect(await framesOf({ pixelData: pixelsOf(16 * 16 * 2 + 2) })).toMatchObject({ numberOfFrames: 1 });
  });

  it.each(['0', '-1', 'many'])('are one where Number of Frames is %s', async (text) => {
    expect(await framesOf({ extra: [element('00280008', 'IS', text)] })).toMatchObject({ numberOfFrames: 1 });
  });

  it.each(['00280010', '00280011', '00280100'])('are not told without %s', async (tag) => {
    expect(await framesOf({ without: [tag] })).toBeUndefined();
    expect(await framesOf({ extra: [us(tag, 0)] })).toBeUndefined();
  });

  it('do not exist without pixel data', async () => {
    expect(await framesOf({ pixelData: null })).toBeUndefined();
  });
});

const jpegStart = Buffer.from('ffd8ffe0', 'hex');
const more = Buffer.from('01020304', 'hex');
const noTable = Buffer.alloc(0);
const table = (...offsets: number[]) => Buffer.from(Uint32Array.from(offsets).buffer);
const wideTable = (...offsets: bigint[]) => element('7FE00001', 'OV', offsets);

interface EncapsulatedSpec {
  readonly frames?: number;
  readonly parts: readonly Buffer[];
  readonly extra?: readonly ElementSpec[];
  readonly transferSyntaxUid?: string;
}

const encapsulated = ({ parts, ...rest }: EncapsulatedSpec) =>
  makeCt({ transferSyntaxUid: transferSyntaxes.jpegBaseline, pixelData: fragments(parts), ...rest }).bytes;

/** How many fragments each frame has. */
async function fragmentCounts(spec: EncapsulatedSpec): Promise<number[] | undefined> {
  const { frames } = await readBytes(encapsulated(spec));
  return frames?.kind === 'encapsulated' ? frames.frames.map(({ length }) => length) : undefined;
}

describe('encapsulated frames', () => {
  it('are cut where the Basic Offset Table says', async () => {
    const parts = [table(0, 24), jpegStart, more, jpegStart];

    expect(await fragmentCounts({ frames: 2, parts })).toEqual([2, 1]);
  });

  it('are cut where the Extended Offset Table says', async () => {
    const parts = [noTable, more, more, more];

    expect(await fragmentCounts({ frames: 2, parts, extra: [wideTable(0n, 12n)] })).toEqual([1, 2]);
  });

  it('are one fragment each where there are as many, or all of them where there is one frame', async () => {
    expect(await fragmentCounts({ frames: 2, parts: [noTable, more, more] })).toEqual([1, 1]);
    expect(await fragmentCounts({ parts: [noTable, more, more] })).toEqual([2]);
  });

  it.each([
    ['JPEG', transferSyntaxes.jpegBaseline, 'ffd8ffe0'],
    ['JPEG-LS', transferSyntaxes.jpegLsLossless, 'ffd8fff7'],
    ['JPEG 2000', transferSyntaxes.jpeg2000Lossless, 'ff4fff51'],
  ])('begin where a %s codestream begins, without a table', async (_, transferSyntaxUid, start) => {
    const first = Buffer.from(start, 'hex');

    expect(await fragmentCounts({ frames: 2, parts: [noTable, first, more, first], transferSyntaxUid })).toEqual([
      2, 1,
    ]);
  });

  it.each([
    ['an offset within a fragment', { frames: 2, parts: [table(0, 13), jpegStart, jpegStart] }],
    ['offsets that go back', { frames: 3, parts: [table(0, 24, 12), more, more, more] }],
    ['a first offset that is not the first fragment', { frames: 1, parts: [table(12), more, more] }],
    ['a table of three bytes', { frames: 1, parts: [Buffer.alloc(3), more] }],
    [
      'an extended offset beyond all numbers',
      { frames: 2, parts: [noTable, more, more], extra: [wideTable(0n, 2n ** 63n)] },
    ],
    ['fragments whose frame cannot be told', { frames: 2, parts: [noTable, more, more, more] }],
  ])('are refused with %s', async (_, spec) => {
    expect(await refusalOf(encapsulated(spec))).toBe('pixel-data-inconsistent');
  });

  it('are not told of video, whose frames are no runs of bytes', async () => {
    expect(
      await fragmentCounts({ parts: [noTable, more], transferSyntaxUid: '1.2.840.10008.1.2.4.102' }),
    ).toBeUndefined();
  });
});
