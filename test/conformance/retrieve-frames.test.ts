import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const { explicitLittleEndian, jpeg2000Lossless, jpegBaseline, rleLossless } = transferSyntaxes;
const frameBytes = 16 * 16 * 2;
const framesOf = ({ pixelBytes }: MadeInstance, bytes = frameBytes) =>
  Array.from({ length: pixelBytes.length / bytes }, (_, index) =>
    pixelBytes.subarray(index * bytes, (index + 1) * bytes),
  );

const native = makeCt({ frames: 4 });
const implicit = makeCt({ frames: 2, transferSyntaxUid: transferSyntaxes.implicitLittleEndian });
const deflated = makeCt({ frames: 3, transferSyntaxUid: transferSyntaxes.deflated });
const bigEndian = makeCt({ frames: 2, transferSyntaxUid: transferSyntaxes.explicitBigEndian });

const grey = Buffer.from(Array.from({ length: 5 * 3 * 3 + 1 }, (_, index) => index));
const eightBit = makeCt({
  rows: 3,
  columns: 5,
  frames: 3,
  extra: [...bitsAllocated(8), element('7FE00010', 'OB', grey)],
});

const masks = Buffer.of(0b1010_1010, 0b1111_0000, 0b1100_1100, 0b0011_0011, 0b0101_0101, 0b0001_1111);
const oneBit = makeCt({
  rows: 3,
  columns: 5,
  frames: 3,
  extra: [...bitsAllocated(1), element('7FE00010', 'OB', masks)],
});

const codestreams = ['first!', 'second', 'third!'].map((text) => Buffer.from(text));
const offsets = (list: readonly number[]) => Buffer.from(new Uint32Array(list).buffer);
const longOffsets = (list: readonly bigint[]) => Buffer.from(new BigUint64Array(list).buffer);
const emptyTable = Buffer.alloc(0);
const basicTable = encapsulated([offsets([0, 14, 28]), ...codestreams]);
const noTable = encapsulated([emptyTable, ...codestreams]);
const split = encapsulated([
  offsets([0, 22, 44]),
  ...codestreams.flatMap((stream) => [stream.subarray(0, 2), stream.subarray(2)]),
]);
const extendedTable = encapsulated(
  [emptyTable, ...codestreams.flatMap((stream) => [stream.subarray(0, 4), stream.subarray(4)])],
  [element('7FE00001', 'OV', longOffsets([0n, 22n, 44n])), element('7FE00002', 'OV', longOffsets([6n, 6n, 6n]))],
);
const oneFrame = makeCt({
  transferSyntaxUid: jpegBaseline,
  pixelData: fragments([emptyTable, ...codestreams]),
});
const rle = makeCt({
  frames: 2,
  transferSyntaxUid: rleLossless,
  pixelData: fragments([emptyTable, ...codestreams.slice(1)]),
});
const noPixels = makeCt({ pixelData: null });
const made = [native, implicit, deflated, bigEndian, eightBit, oneBit, basicTable, noTable, split, extendedTable];

function bitsAllocated(bits: number) {
  return [element('00280100', 'US', [bits]), element('00280101', 'US', [bits]), element('00280102', 'US', [bits - 1])];
}

function encapsulated(parts: readonly Uint8Array[], extra: readonly ReturnType<typeof element>[] = []): MadeInstance {
  return makeCt({ frames: 3, transferSyntaxUid: jpeg2000Lossless, pixelData: fragments(parts), extra });
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([...made, oneFrame, rle, noPixels].map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status, await stored.text()).toBe(200);
});
afterAll(() => gateway.close());

/** OHIF's own words, `type` without quotes. */
const ohif = 'multipart/related; type=application/octet-stream; transfer-syntax=*';
const pathOf = ({ key }: MadeInstance) =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}/frames`;
const get = (instance: MadeInstance, list: string, accept = ohif) =>
  gateway.fetch(`${pathOf(instance)}/${list}`, { headers: { accept } });
const partsOf = async (instance: MadeInstance, list: string, accept?: string) =>
  readParts(await get(instance, list, accept));
const bodiesOf = async (instance: MadeInstance, list: string, accept?: string) =>
  (await partsOf(instance, list, accept)).map(({ body }) => body);

describe('native frames (PS3.18 10.4.1.1.6, 8.7.3.3)', () => {
  it('of 16 bits come in the order asked for, each a part with syntax and place (8.7.6)', async () => {
    const parts = await partsOf(native, '4,1,1');

    const [one, , , four] = framesOf(native);
    expect(parts.map(({ body }) => body)).toEqual([four, one, one]);
    expect(parts[0]?.headers.get('content-type')).toBe(
      `application/octet-stream; transfer-syntax=${explicitLittleEndian}`,
    );
    expect(parts[0]?.headers.get('content-location')).toBe(`${gateway.dicomwebUrl}${pathOf(native)}/4`);
  });

  it('of 8 bits begin at odd bytes too', async () => {
    expect(await bodiesOf(eightBit, '1,2,3')).toEqual([0, 15, 30].map((at) => grey.subarray(at, at + 15)));
  });

  it('of 1 bit that begin inside a byte are moved to its edge (PS3.5 8.1.1)', async () => {
    const bodies = await bodiesOf(oneBit, '1,2,3');

    expect(bodies.map((body) => [...body])).toEqual([
      [0b1010_1010, 0b0111_0000],
      [0b1001_1001, 0b0110_0111],
      [0b0101_0100, 0b0111_1101],
    ]);
  });

  it.each([
    ['implicit VR', implicit],
    ['deflated', deflated],
  ])('of a data set in %s are explicit little endian on the wire (8.7.3)', async (_syntax, instance) => {
    const parts = await partsOf(instance, '1,2', 'multipart/related; type="application/octet-stream"');

    expect(parts.map(({ body }) => body)).toEqual(framesOf(instance).slice(0, 2));
    expect(parts[1]?.headers.get('content-type')).toContain(explicitLittleEndian);
  });

  it('of a big endian data set come as stored, and say so', async () => {
    const parts = await partsOf(bigEndian, '2');

    expect(parts.map(({ body }) => body)).toEqual([framesOf(bigEndian)[1]]);
    expect(parts[0]?.headers.get('content-type')).toContain(transferSyntaxes.explicitBigEndian);
  });

  it('come alone where one is asked for without multipart', async () => {
    const response = await get(native, '3', 'application/octet-stream');

    expect(response.headers.get('content-type')).toBe(
      `application/octet-stream; transfer-syntax=${explicitLittleEndian}`,
    );
    expect(Buffer.from(await response.arrayBuffer())).toEqual(framesOf(native)[2]);
  });
});

describe('compressed frames (PS3.5 A.4, PS3.18 Table 8.7.3-5)', () => {
  it.each([
    ['a basic offset table', basicTable],
    ['an empty table and a fragment a frame', noTable],
    ['a basic offset table and several fragments a frame', split],
    ['an extended offset table (PS3.3 C.7.6.3.1.8)', extendedTable],
  ])('are found by %s', async (_what, instance) => {
    expect(await bodiesOf(instance, '3,1,2')).toEqual([2, 0, 1].map((index) => codestreams[index]));
  });

  it('that are one frame in many fragments are joined', async () => {
    expect(await bodiesOf(oneFrame, '1')).toEqual([Buffer.concat(codestreams)]);
  });

  it.each([
    ['OHIF', basicTable, ohif, 'application/octet-stream', jpeg2000Lossless],
    ['the microscopy viewer', basicTable, '*/*', 'image/jp2', jpeg2000Lossless],
    [
      'dicomweb-client',
      basicTable,
      'multipart/related; type="image/jp2"; transfer-syntax=*',
      'image/jp2',
      jpeg2000Lossless,
    ],
    ['the standard', oneFrame, 'multipart/related; type="image/jpeg"', 'image/jpeg', jpegBaseline],
    ['the standard', rle, 'multipart/related; type="image/dicom-rle"', 'image/dicom-rle', rleLossless],
    [
      'dicomweb-client, which knows RLE by its older name',
      rle,
      'multipart/related; type="image/x-dicom-rle"',
      'image/x-dicom-rle',
      rleLossless,
    ],
    ['anybody who takes images', rle, 'multipart/related; type="image/*"', 'image/dicom-rle', rleLossless],
  ])('are named as %s asks for them', async (_who, instance, accept, essence, syntax) => {
    const [part] = await partsOf(instance, '1', accept);

    expect(part?.headers.get('content-type')).toBe(`${essence}; transfer-syntax=${syntax}`);
  });

  it('that cannot be decoded are 406 when asked for uncompressed, and the body says how they can be had (8.7.5)', async () => {
    const response = await get(basicTable, '1', 'multipart/related; type="application/octet-stream"');

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      code: 'pixels-not-decodable',
      detail: expect.stringContaining('transfer-syntax=*'),
    });
  });
});

describe('a frame list (PS3.18 10.4.1.1.6)', () => {
  it.each(['0', '-1', '1-3', 'first', '1,,2', '1,', '1%2C', '99999999999', '1.5'])(
    'that is none is 400: %s',
    async (list) => {
      const response = await get(native, list);

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'frame-list-invalid' });
    },
  );

  it.each([
    ['5', native],
    ['1,2,5', native],
    ['4', basicTable],
    ['1', noPixels],
  ])('that names a frame which is not there is 404: %s', async (list, instance) => {
    const response = await get(instance, list);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'frame-not-found' });
  });

  it('of a deflated instance goes forwards only, because each step back would inflate it again', async () => {
    const response = await get(deflated, '2,1');

    expect(response.status).toBe(400);
  });

  it('may be percent-encoded', async () => {
    expect(await bodiesOf(native, '1%2C2')).toEqual(framesOf(native).slice(0, 2));
  });

  it('of several frames cannot be had in a single part (8.7.5)', async () => {
    const response = await get(native, '1,2', 'application/octet-stream');

    expect(response.status).toBe(406);
  });
});
