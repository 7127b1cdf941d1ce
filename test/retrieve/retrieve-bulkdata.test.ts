import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { baseUrl, bodyOf, openSmallArchive, pathOf, type SmallArchive } from './open-small-archive.ts';

const value = Buffer.from(Array.from({ length: 4000 }, (_, position) => position & 0xff));
const inner = sequence('00081140', [[element('00420011', 'OB', value)]]);
const ct = makeCt({ frames: 2, extra: [inner] });
const deflated = makeCt({ transferSyntaxUid: transferSyntaxes.deflated, extra: [inner] });
const codestreams = ['first!', 'second'].map((text) => Buffer.from(text));
const compressed = makeCt({
  frames: 2,
  transferSyntaxUid: transferSyntaxes.jpeg2000Lossless,
  pixelData: fragments([Buffer.alloc(0), ...codestreams]),
});
const video = makeCt({
  frames: 100,
  transferSyntaxUid: '1.2.840.10008.1.2.4.102',
  pixelData: fragments([Buffer.alloc(0), Buffer.from('moving pictures!')]),
});
let archive: SmallArchive;

beforeAll(async () => {
  archive = await openSmallArchive();
  for (const { bytes } of [ct, deflated, compressed, video]) await archive.keep([bytes]);
});
afterAll(() => archive.close());

const innerPath = '00081140.0.00420011';
const octets = 'application/octet-stream';
const get = ({ key }: Pick<typeof ct, 'key'>, path: string, headers: Readonly<Record<string, string>>) =>
  archive.get(`${pathOf(key)}/bulkdata/${path}`, headers);

describe('bulk data', () => {
  it.each([
    ['an instance', ct],
    ['a deflated instance', deflated],
  ])('of %s come alone or as one part, wherever in the data set they lie', async (_name, kept) => {
    const alone = await get(kept, innerPath, { accept: octets });
    const reply = await get(kept, innerPath, { accept: '*/*' });
    const parts = await readParts(new Response(await bodyOf(reply), { headers: reply.headers }));

    expect(await bodyOf(alone)).toEqual(value);
    expect(alone.headers).toMatchObject({ 'Accept-Ranges': 'bytes', 'Content-Length': '4000' });
    expect(parts.map(({ body }) => body)).toEqual([value]);
    expect(parts[0]?.headers.get('content-location')).toBe(
      `${baseUrl}/dicomweb${pathOf(kept.key)}/bulkdata/${innerPath}`,
    );
  });

  it('of native pixels are all frames in one', async () => {
    const reply = await get(ct, '7FE00010', { accept: octets });

    expect(await bodyOf(reply)).toEqual(ct.pixelBytes);
  });

  it('of compressed pixels are one part a frame', async () => {
    const reply = await get(compressed, '7FE00010', { accept: '*/*' });
    const parts = await readParts(new Response(await bodyOf(reply), { headers: reply.headers }));

    expect(parts.map(({ body }) => body)).toEqual(codestreams);
    expect(new Set(parts.map(({ headers }) => headers.get('content-location')))).toEqual(
      new Set([`${baseUrl}/dicomweb${pathOf(compressed.key)}/bulkdata/7FE00010`]),
    );
  });

  it('of a video are its stream, whole or in ranges', async () => {
    const whole = await get(video, '7FE00010', { accept: 'multipart/related; type="video/mp4"' });
    const part = await get(video, '7FE00010', { accept: `${octets}; transfer-syntax=*`, range: 'bytes=0-5' });

    const [only] = await readParts(new Response(await bodyOf(whole), { headers: whole.headers }));
    expect(only?.body.toString()).toBe('moving pictures!');
    expect(part.status).toBe(206);
    expect((await bodyOf(part)).toString()).toBe('moving');
  });

  it.each(['00100010', '7FE00010.0.00081140', '__proto__', 'constructor', '..%2f..%2fx', 'x'.repeat(2000)])(
    'that are not there (%.30s) are 404',
    async (path) => {
      await expect(get(ct, path, { accept: '*/*' })).rejects.toMatchObject({ code: 'bulkdata-not-found', status: 404 });
    },
  );
});

describe('a range of bulk data', () => {
  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=3990-', 3990, 4000],
    ['bytes=-5', 3995, 4000],
    ['bytes=-9999', 0, 4000],
    ['Bytes=10-99999', 10, 4000],
  ])('%s is that part of the value, and one read of it', async (range, start, end) => {
    const readsBefore = archive.reads.length;
    const reply = await get(ct, innerPath, { accept: octets, range });

    expect(reply.status).toBe(206);
    expect(reply.headers).toMatchObject({ 'Content-Range': `bytes ${start}-${end - 1}/4000` });
    expect(await bodyOf(reply)).toEqual(value.subarray(start, end));
    expect(archive.reads.slice(readsBefore)).toEqual([expect.objectContaining({ length: end - start })]);
  });

  it.each(['bytes=4000-', 'bytes=-0', 'bytes=5000-6000', 'bytes=0-1,3-4'])('%s is refused', async (range) => {
    const asked = get(ct, innerPath, { accept: octets, range });

    await expect(asked).rejects.toMatchObject({
      code: 'range-not-satisfiable',
      status: 416,
      headers: { 'Content-Range': 'bytes */4000' },
    });
  });

  it.each([
    ['of another unit', { range: 'items=0-1' }],
    ['that ends before it begins', { range: 'bytes=5-2' }],
    ['that is nonsense', { range: 'bytes=a-b' }],
    ['that depends on a validator', { range: 'bytes=0-1', 'if-range': '"x"' }],
  ])('%s is ignored', async (_name, headers) => {
    const reply = await get(ct, innerPath, { accept: octets, ...headers });

    expect(reply.status).toBe(200);
    expect(await bodyOf(reply)).toEqual(value);
  });

  it('is ignored where the value is a part of a multipart body', async () => {
    const reply = await get(ct, innerPath, { accept: '*/*', range: 'bytes=0-1' });

    expect(reply.status).toBe(200);
  });
});
