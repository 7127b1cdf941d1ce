import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const table = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 11) & 0xff));
const instance = makeCt({ extra: [element('00281201', 'OW', table)] });
const codestreams = ['code', 'stream'].map((text) => Buffer.from(text));
const compressed = makeCt({
  frames: 2,
  transferSyntaxUid: transferSyntaxes.jpegLsLossless,
  pixelData: fragments([Buffer.alloc(0), ...codestreams]),
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([instance.bytes, compressed.bytes]);
  await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
});
afterAll(() => gateway.close());

const pathOf = ({ key }: typeof instance, bulkdata: string) =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}/bulkdata/${bulkdata}`;
const path = pathOf(instance, '00281201');
const get = (resource: string, headers: Readonly<Record<string, string>>) => gateway.fetch(resource, { headers });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const single = { accept: 'application/octet-stream' };

describe('a bulk value (PS3.18 10.4.1.1.5)', () => {
  it('comes whole, saying that it can be had in ranges', async () => {
    const response = await get(path, single);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1');
    expect(response.headers.get('content-location')).toBe(gateway.dicomwebUrl + path);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(await bytesOf(response)).toEqual(table);
  });

  it.each(['multipart/related; type="application/octet-stream"', '*/*'])(
    'comes in multipart for Accept %s',
    async (accept) => {
      const [part] = await readParts(await get(path, { accept }));

      expect(part?.body).toEqual(table);
      expect(part?.headers.get('content-location')).toBe(gateway.dicomwebUrl + path);
    },
  );

  it('that is compressed pixel data comes a frame a part, each at the URI of the whole (8.7.3.3)', async () => {
    const resource = pathOf(compressed, '7FE00010');

    const parts = await readParts(await get(resource, { accept: 'multipart/related; type="image/jls"' }));

    expect(parts.map(({ body }) => body)).toEqual(codestreams);
    expect(parts[1]?.headers.get('content-location')).toBe(gateway.dicomwebUrl + resource);
  });

  it.each([
    ['an element that is no bulk value', pathOf(instance, '00100010')],
    ['an element that is not there', pathOf(instance, '00281202')],
    ['a path that leads elsewhere', pathOf(instance, '..%2F..%2Findex')],
    ['a property of every object', pathOf(instance, '__proto__')],
  ])('is 404 for %s', async (_what, resource) => {
    const response = await get(resource, single);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'bulkdata-not-found' });
  });

  it('is 406 for a media type that it has not, and the body says which it has (8.7.5)', async () => {
    const response = await get(path, { accept: 'application/dicom+json' });

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('application/octet-stream') });
  });
});

describe('a range of a bulk value (PS3.18 8.5, RFC 9110 14)', () => {
  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=256-511', 256, 512],
    ['bytes=4000-', 4000, 4096],
    ['bytes=-96', 4000, 4096],
    ['bytes=4090-99999', 4090, 4096],
  ])('%s is 206 with those bytes', async (range, start, end) => {
    const response = await get(path, { ...single, range });

    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/4096`);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect(await bytesOf(response)).toEqual(table.subarray(start, end));
  });

  it.each(['bytes=4096-', 'bytes=-0', 'bytes=0-1,4-5'])('%s is 416 with the length', async (range) => {
    const response = await get(path, { ...single, range });

    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */4096');
  });

  it.each([{ range: 'pages=1-2' }, { range: 'bytes=9-3' }, { range: 'bytes=0-1', 'if-range': '"some-validator"' }])(
    'that means nothing here gives the whole: %o',
    async (headers) => {
      const response = await get(path, { ...single, ...headers });

      expect(response.status).toBe(200);
      expect(await bytesOf(response)).toEqual(table);
    },
  );
});
