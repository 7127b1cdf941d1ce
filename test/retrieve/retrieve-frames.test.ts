import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { makeLargeMultiFrame } from '../makers/make-large-multi-frame.ts';
import { element, fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { baseUrl, bodyOf, openSmallArchive, pathOf, type SmallArchive } from './open-small-archive.ts';

const littleEndian = transferSyntaxes.explicitLittleEndian;
const frameBytes = 16 * 16 * 2;
const native = makeCt({ frames: 4 });
const implicit = makeCt({ frames: 2, transferSyntaxUid: transferSyntaxes.implicitLittleEndian });
const deflated = makeCt({ frames: 3, transferSyntaxUid: transferSyntaxes.deflated });
const deflatedFar = makeCt({ frames: 5, rows: 256, columns: 256, transferSyntaxUid: transferSyntaxes.deflated });
const bigEndian = makeCt({ frames: 2, transferSyntaxUid: transferSyntaxes.explicitBigEndian });
const noPixels = makeCt({ pixelData: null });
const large = makeLargeMultiFrame({ rows: 512, columns: 512, frames: 8 });
const codestreams = ['first!', 'second', 'third!'].map((text) => Buffer.from(text));
const offsets = Buffer.from(new Uint32Array([0, 14, 28]).buffer);
const compressed = makeCt({
  frames: 3,
  transferSyntaxUid: transferSyntaxes.jpeg2000Lossless,
  pixelData: fragments([offsets, ...codestreams]),
});
const fragmented = makeCt({
  transferSyntaxUid: transferSyntaxes.jpeg2000Lossless,
  pixelData: fragments([Buffer.alloc(0), ...Array<Buffer>(1_000).fill(Buffer.of(0xff, 0x4f))]),
});
const bits = makeCt({
  rows: 3,
  columns: 5,
  frames: 3,
  extra: [
    element('00280100', 'US', [1]),
    element('00280101', 'US', [1]),
    element('00280102', 'US', [0]),
    element('7FE00010', 'OB', Buffer.of(0b1010_1010, 0b1111_0000, 0b1100_1100, 0b0011_0011, 0b0101_0101, 0b0001_1111)),
  ],
});
let archive: SmallArchive;

beforeAll(async () => {
  archive = await openSmallArchive();
  for (const { bytes } of [native, implicit, deflated, deflatedFar, bigEndian, noPixels, compressed, fragmented, bits])
    await archive.keep([bytes]);
  await archive.keep(large.chunks());
});
afterAll(() => archive.close());

type Kept = Pick<typeof native, 'key'>;
const frameOf = (pixelBytes: Buffer, number: number) =>
  pixelBytes.subarray((number - 1) * frameBytes, number * frameBytes);
const get = ({ key }: Kept, list: string, accept = '*/*') => archive.get(`${pathOf(key)}/frames/${list}`, { accept });
async function partsOf(kept: Kept, list: string, accept?: string) {
  const reply = await get(kept, list, accept);
  return readParts(new Response(await bodyOf(reply), { headers: reply.headers }));
}

describe('native frames', () => {
  it('come in the order asked for, twice when asked for twice', async () => {
    const parts = await partsOf(native, '3,1,1,4');

    expect(parts.map(({ body }) => body)).toEqual([3, 1, 1, 4].map((number) => frameOf(native.pixelBytes, number)));
    expect(parts[0]?.headers.get('content-type')).toBe(`application/octet-stream; transfer-syntax=${littleEndian}`);
    expect(parts[0]?.headers.get('content-location')).toBe(`${baseUrl}/dicomweb${pathOf(native.key)}/frames/3`);
  });

  it('that are neighbours are one read of the archive', async () => {
    const readsBefore = archive.reads.length;

    await partsOf(native, '1,2,4');

    const reads = archive.reads.slice(readsBefore);
    expect(reads).toEqual([expect.objectContaining({ length: 4 * frameBytes })]);
  });

  it('come alone without multipart when one is asked for so', async () => {
    const reply = await get(native, '2', 'application/octet-stream');

    expect(await bodyOf(reply)).toEqual(frameOf(native.pixelBytes, 2));
    expect(reply.headers['Content-Length']).toBe(String(frameBytes));
  });

  it('that are large in sum stream', async () => {
    const reply = await get(large, '2,3,4,7');

    const parts = await readParts(new Response(await bodyOf(reply), { headers: reply.headers }));

    expect(reply.body).not.toBeInstanceOf(Uint8Array);
    expect(parts.map(({ body }) => body)).toEqual([2, 3, 4, 7].map((number) => large.frame(number)));
    expect(archive.openStreams()).toBe(0);
  });

  it('are the same bytes in implicit VR, so they may be had as explicit', async () => {
    const [part] = await partsOf(implicit, '2', 'multipart/related; type="application/octet-stream"');

    expect(part?.body).toEqual(frameOf(implicit.pixelBytes, 2));
    expect(part?.headers.get('content-type')).toContain(littleEndian);
  });

  it('of a deflated instance are inflated', async () => {
    const parts = await partsOf(deflated, '1,3', 'multipart/related; type="application/octet-stream"');

    expect(parts.map(({ body }) => body)).toEqual([1, 3].map((number) => frameOf(deflated.pixelBytes, number)));
    expect(archive.openStreams()).toBe(0);
  });

  it('of a deflated instance are inflated once, however far apart they lie', async () => {
    const readsBefore = archive.reads.length;

    const parts = await partsOf(deflatedFar, '1,3,5', 'multipart/related; type="application/octet-stream"');

    expect(Buffer.concat(parts.slice(1, 2).map(({ body }) => body))).toEqual(
      deflatedFar.pixelBytes.subarray(2 * 256 * 256 * 2, 3 * 256 * 256 * 2),
    );
    expect(archive.reads.length - readsBefore).toBe(1);
  });

  it('of a deflated instance are refused backwards, because each step back inflates from the start', async () => {
    await expect(get(deflated, '2,1')).rejects.toMatchObject({ code: 'frame-list-invalid' });
    await expect(get(deflated, '2,2')).rejects.toMatchObject({ code: 'frame-list-invalid' });
  });

  it('in big endian can be had as stored, and little endian by default', async () => {
    const [part] = await partsOf(
      bigEndian,
      '1',
      'multipart/related; type="application/octet-stream"; transfer-syntax=*',
    );
    const [turned] = await partsOf(bigEndian, '1', 'multipart/related; type="application/octet-stream"');

    const frame = frameOf(bigEndian.pixelBytes, 1);
    expect(part?.body).toEqual(frame);
    expect(turned?.body).toEqual(Buffer.from(frame).swap16());
  });

  it('of single bits begin at bit 0 of their first byte', async () => {
    const parts = await partsOf(bits, '1,2,3');

    expect(parts.map(({ body }) => [...body])).toEqual([
      [0b1010_1010, 0b0111_0000],
      [0b1001_1001, 0b0110_0111],
      [0b0101_0100, 0b0111_1101],
    ]);
  });
});

describe('compressed frames', () => {
  const asStored = 'multipart/related; type=application/octet-stream; transfer-syntax=*';

  it.each([
    ['*/*', 'image/jp2'],
    ['multipart/related; type="image/jp2"', 'image/jp2'],
    [asStored, 'application/octet-stream'],
  ])('asked for with %s come as %s', async (accept, essence) => {
    const parts = await partsOf(compressed, '1,2,3', accept);

    expect(parts.map(({ body }) => body)).toEqual(codestreams);
    expect(parts[0]?.headers.get('content-type')).toBe(
      `${essence}; transfer-syntax=${transferSyntaxes.jpeg2000Lossless}`,
    );
  });

  it('that lie next to each other are one read of the archive', async () => {
    const readsBefore = archive.reads.length;

    await partsOf(compressed, '1,2,3', asStored);

    expect(archive.reads.slice(readsBefore)).toHaveLength(1);
  });

  it('of many fragments are not gathered a thousand times over', async () => {
    const often = Array<number>(501).fill(1).join(',');

    const asked = get(fragmented, often, asStored);

    await expect(asked).rejects.toMatchObject({ code: 'frame-list-invalid', status: 400 });
    await expect(partsOf(fragmented, '1,1', asStored)).resolves.toHaveLength(2);
  });

  it('that cannot be decoded are refused by their number when they are asked for uncompressed', async () => {
    const asked = get(compressed, '2', 'multipart/related; type="application/octet-stream"');

    await expect(asked).rejects.toMatchObject({
      status: 406,
      code: 'pixels-not-decodable',
      message: expect.stringMatching(/^Frame 2: .*transfer-syntax=\*/),
    });
  });
});

describe('a frame list', () => {
  it.each([
    [native, '5'],
    [native, '1,4000000000'],
    [compressed, '4'],
    [noPixels, '1'],
  ])('beyond the frames of the instance is 404', async (kept, list) => {
    await expect(get(kept, list)).rejects.toMatchObject({ code: 'frame-not-found', status: 404 });
  });
});
