import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame } from '../../shared/pixels/decode-frame.ts';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { makeCt } from '../makers/make-ct.ts';
import { type MadeImage, makeImage } from '../makers/make-image.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { fragments } from '../makers/part10.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';
import { describeFrame } from '../pixels/make-frame.ts';

const prefix = '1.2.840.10008.1.2';
const sources = ['', '.1', '.2', '.1.99', '.5', '.4.80', '.4.90', '.4.201'].map((end) => prefix + end);
/** Table 8.7.3-5, but for the first. */
const targets = [
  ['application/octet-stream', `${prefix}.1`],
  ['image/dicom-rle', `${prefix}.5`],
  ['image/jls', `${prefix}.4.80`],
  ['image/jp2', `${prefix}.4.90`],
  ['image/jphc', `${prefix}.4.201`],
] as const;
const grey = { bitsStored: 12, isSigned: true };
const colour = { samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8 };

const images = new Map<string, MadeImage>();
for (const source of sources) {
  images.set(`grey ${source}`, await makeImage(source, { frames: 3, pixels: grey }));
  images.set(`colour ${source}`, await makeImage(source, { frames: 2, pixels: colour }));
}
const bytes = await makeImage(`${prefix}.1`, { pixels: { bitsAllocated: 8, bitsStored: 8 } });
const halfCorrupt = makeCt({
  transferSyntaxUid: `${prefix}.4.80`,
  frames: 2,
  rows: 24,
  columns: 20,
  pixelData: fragments([Buffer.alloc(0), Buffer.from('ffd8ffd9', 'hex'), Buffer.from('ffd8ffd9', 'hex')]),
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const files = [...images.values(), bytes, halfCorrupt].map((image) => image.bytes);
  const { contentType, body } = multipartBody(files);
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status, await stored.text()).toBe(200);
});
afterAll(() => gateway.close());

const get = ({ key }: Pick<MadeImage, 'key'>, list: string, accept: string) =>
  gateway.fetch(`/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}/frames/${list}`, {
    headers: { accept },
  });
const imageOf = (name: string) => images.get(name) as MadeImage;
const everyWay = [...images.keys()].flatMap((name) =>
  targets.map(([essence, target]) => [name, essence, target] as const),
);

describe('frames in another transfer syntax than stored (PS3.18 8.7.3)', () => {
  it.each(everyWay)('%s as %s; transfer-syntax=%s is bit-exact', async (name, essence, target) => {
    const image = imageOf(name);

    const parts = await readParts(
      await get(image, '1,2', `multipart/related; type="${essence}"; transfer-syntax=${target}`),
    );

    const description = describeFrame({ rows: 24, columns: 20, ...(name.startsWith('grey') ? grey : colour) });
    const decoded = await Promise.all(
      parts.map(({ body }) => decodeFrame({ transferSyntaxUid: target, description, bytes: body }, defaultPixelLimits)),
    );
    expect(parts.map(({ headers }) => headers.get('content-type'))).toEqual(
      Array(2).fill(`${essence}; transfer-syntax=${target}`),
    );
    expect(decoded.map((frame) => Buffer.from(frame.bytes))).toEqual(image.cells.slice(0, 2));
  });

  it.each(sources)('%s as octet-stream without a syntax is Explicit VR Little Endian (8.7.3.3)', async (source) => {
    const image = imageOf(`grey ${source}`);

    const [part] = await readParts(await get(image, '3', 'multipart/related; type="application/octet-stream"'));

    expect(part?.headers.get('content-type')).toBe(`application/octet-stream; transfer-syntax=${prefix}.1`);
    expect(part?.body).toEqual(image.cells[2]);
  });

  it.each(sources.slice(4))('%s as OHIF asks for it, transfer-syntax=*, is what is stored', async (source) => {
    const [part] = await readParts(
      await get(imageOf(`grey ${source}`), '1', 'multipart/related; type=application/octet-stream; transfer-syntax=*'),
    );

    expect(part?.headers.get('content-type')).toBe(`application/octet-stream; transfer-syntax=${source}`);
  });

  it('weighs the entries of Accept (8.7.5)', async () => {
    const accept = 'multipart/related; type="image/jls"; q=0.5, multipart/related; type="image/jphc"; q=0.9';

    const [part] = await readParts(await get(imageOf(`grey ${prefix}.4.80`), '1', accept));

    expect(part?.headers.get('content-type')).toBe(`image/jphc; transfer-syntax=${prefix}.4.201`);
  });

  it('one frame can stand alone', async () => {
    const image = imageOf(`grey ${prefix}.4.90`);

    const response = await get(image, '1', 'application/octet-stream');

    expect(response.headers.get('content-type')).toBe(`application/octet-stream; transfer-syntax=${prefix}.1`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(image.cells[0]);
  });

  it('8-bit frames can be had as JPEG Baseline by who names it, and by nobody else', async () => {
    const named = await get(bytes, '1', `multipart/related; type="image/jpeg"; transfer-syntax=${prefix}.4.50`);
    const unnamed = await get(bytes, '1', 'multipart/related; type="image/jpeg"');

    expect(named.status, named.status === 200 ? '' : await named.text()).toBe(200);
    const [part] = await readParts(named);
    expect(part?.headers.get('content-type')).toBe(`image/jpeg; transfer-syntax=${prefix}.4.50`);
    expect(part?.body.subarray(0, 2)).toEqual(Buffer.from('ffd8', 'hex'));
    expect(unnamed.status).toBe(406);
  });

  it('what cannot be had is 406, and the body lists what can', async () => {
    const response = await get(
      imageOf(`grey ${prefix}.4.80`),
      '1',
      `multipart/related; type="image/jpeg"; transfer-syntax=${prefix}.4.50`,
    );

    expect(response.status).toBe(406);
    const { code, detail } = (await response.json()) as { code: string; detail: string };
    expect(code).toBe('media-type-not-acceptable');
    for (const [essence, target] of targets) expect(detail).toContain(`type="${essence}"; transfer-syntax=${target}`);
  });

  it('a corrupt frame is 406 with its number; as stored it can be had', async () => {
    const asked = await get(halfCorrupt, '2', 'multipart/related; type="application/octet-stream"');
    const stored = await get(halfCorrupt, '2', 'multipart/related; type="application/octet-stream"; transfer-syntax=*');

    expect(asked.status).toBe(406);
    expect(await asked.json()).toMatchObject({
      code: 'pixels-not-decodable',
      detail: expect.stringMatching(/^Frame 2: /),
    });
    expect(stored.status).toBe(200);
  });
});
