import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareGet } from '../makers/bare-get.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const table = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 11) & 0xff));
const series = makeCtSeries(9, { frames: 2, extra: [element('00281201', 'OW', table)] });
const [first = makeCt()] = series;
const { studyUid, seriesUid, sopInstanceUid } = first.key;
const inStudy = `/studies/${studyUid}`;
const inSeries = `${inStudy}/series/${seriesUid}`;
const instance = `${inSeries}/instances/${sopInstanceUid}`;
const json = 'application/dicom+json';
const dicom = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const pixels = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
const alone = 'application/octet-stream';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await store(series.slice(0, 8));
});
afterAll(() => gateway.close());

async function store(instances: readonly (typeof first)[]): Promise<void> {
  const { contentType, body } = multipartBody(instances.map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status).toBe(200);
}

const ask = async (path: string, headers: Readonly<Record<string, string>>, method = 'GET') => {
  const response = await gateway.fetch(path, { headers, method });
  return { response, body: Buffer.from(await response.arrayBuffer()), etag: response.headers.get('etag') ?? '' };
};

const resources = [
  ['metadata of a study', `${inStudy}/metadata`, json],
  ['metadata of a series', `${inSeries}/metadata`, json],
  ['metadata of an instance', `${instance}/metadata`, json],
  ['a study', inStudy, dicom],
  ['a series', inSeries, dicom],
  ['an instance in multipart', instance, dicom],
  ['an instance alone', instance, 'application/dicom'],
  ['frames', `${instance}/frames/1,2`, pixels],
  ['one frame alone', `${instance}/frames/2`, alone],
  ['a bulk value', `${instance}/bulkdata/00281201`, alone],
] as const;

describe.each(resources)('%s (PS3.18 8.5, RFC 9110)', (_what, path, accept) => {
  it('has a strong ETag, which equal bytes share, and is kept by nobody without asking again (8.8.3)', async () => {
    const one = await ask(path, { accept });
    const other = await ask(path, { accept });

    expect(one.response.status).toBe(200);
    expect(one.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(other.etag).toBe(one.etag);
    expect(other.body).toEqual(one.body);
    expect(one.response.headers.get('cache-control')).toBe('private, no-cache');
    expect(one.response.headers.get('vary')).toBe('Accept, Origin');
  });

  it.each([
    ['the tag', (etag: string) => etag],
    ['the tag among others', (etag: string) => `"another", W/"third", ${etag}`],
    ['the tag as a weak one (13.1.2)', (etag: string) => `W/${etag}`],
    ['any', () => '*'],
  ])('is 304 without a body where If-None-Match has %s', async (_name, condition) => {
    const { etag } = await ask(path, { accept });

    const { response, body } = await ask(path, { accept, 'if-none-match': condition(etag) });

    expect(response.status).toBe(304);
    expect(body).toHaveLength(0);
    expect(response.headers.get('etag')).toBe(etag);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(response.headers.get('content-type')).toBeNull();
  });

  it('comes whole where If-None-Match has another tag', async () => {
    const { response, body } = await ask(path, { accept, 'if-none-match': '"0123456789abcdef0123456789abcdef"' });

    expect(response.status).toBe(200);
    expect(body.length).toBeGreaterThan(0);
  });

  it('answers HEAD with the headers of GET and without its body (9.3.2)', async () => {
    const got = await ask(path, { accept });

    const asked = await ask(path, { accept }, 'HEAD');

    expect(asked.response.status).toBe(200);
    expect(asked.body).toHaveLength(0);
    for (const name of ['content-type', 'content-length', 'content-location', 'etag', 'accept-ranges']) {
      if (name === 'content-length' && path.endsWith('/metadata')) continue;
      expect(asked.response.headers.get(name), name).toBe(got.response.headers.get(name));
    }
  });

  it('answers HEAD with 304 too', async () => {
    const { etag } = await ask(path, { accept });

    expect((await ask(path, { accept, 'if-none-match': etag }, 'HEAD')).response.status).toBe(304);
  });

  it('is refused by HEAD as by GET, without a body', async () => {
    const missing = path.replace(studyUid, '2.25.404');
    const authorization = `Bearer ${await gateway.token()}`;

    const { response, body } = await ask(missing, { accept }, 'HEAD');

    expect(response.status).toBe(404);
    expect(body).toHaveLength(0);
    expect((await bareGet(gateway.dicomwebUrl + path, { authorization })).status).toBe(406);
  });
});

describe('an ETag (RFC 9110 8.8.3.3)', () => {
  it('is another one for another form, media type, list of frames or value', async () => {
    const asked = [
      [instance, dicom],
      [instance, 'application/dicom'],
      [`${instance}/metadata`, json],
      [`${instance}/metadata`, 'application/json'],
      [`${instance}/frames/1`, pixels],
      [`${instance}/frames/1`, alone],
      [`${instance}/frames/2`, alone],
      [`${instance}/frames/1,2`, pixels],
      [`${instance}/frames/2,1`, pixels],
      [`${instance}/bulkdata/00281201`, alone],
      [`${instance}/bulkdata/7FE00010`, alone],
    ] as const;

    const tags = await Promise.all(asked.map(async ([path, accept]) => (await ask(path, { accept })).etag));

    expect(new Set(tags).size).toBe(asked.length);
  });

  it('of metadata changes when the series does', async () => {
    const before = await ask(`${inSeries}/metadata`, { accept: json });
    await store(series.slice(8));

    const after = await ask(`${inSeries}/metadata`, { accept: json, 'if-none-match': before.etag });

    expect(after.response.status).toBe(200);
    expect(after.etag).not.toBe(before.etag);
    expect(JSON.parse(after.body.toString())).toHaveLength(9);
  });

  it('is not asked about before the caller is: no token is 401, whatever If-None-Match says', async () => {
    const response = await fetch(`${gateway.dicomwebUrl}${instance}/metadata`, { headers: { 'if-none-match': '*' } });

    expect(response.status).toBe(401);
    expect(response.headers.get('etag')).toBeNull();
  });
});

describe('HEAD of what has no ETag (RFC 9110 9.3.2)', () => {
  it('answers a search with the headers of GET', async () => {
    const got = await ask('/studies', { accept: json });

    const asked = await ask('/studies', { accept: json }, 'HEAD');

    expect(asked.response.status).toBe(200);
    expect(asked.body).toHaveLength(0);
    expect(asked.response.headers.get('content-length')).toBe(String(got.body.length));
    expect(asked.response.headers.get('content-type')).toBe(json);
  });

  it('answers a search that finds nothing with 204', async () => {
    expect((await ask('/studies?PatientID=NOBODY', { accept: json }, 'HEAD')).response.status).toBe(204);
  });

  it('is 405 where there is no GET', async () => {
    const response = await gateway.fetch('', { method: 'HEAD' });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('OPTIONS');
  });
});

const ranged = [
  ['a bulk value', `${instance}/bulkdata/00281201`, alone, table],
  ['one frame', `${instance}/frames/2`, alone, first.pixelBytes.subarray(512)],
  ['an instance', instance, 'application/dicom', first.bytes],
] as const;

describe.each(ranged)('a range of %s (PS3.18 8.5.1.1, RFC 9110 14)', (_what, path, accept, whole) => {
  const { length } = whole;

  it.each([
    ['bytes=0-9', 0, 10],
    ['bytes=100-299', 100, 300],
    ['bytes=-16', length - 16, length],
    ['bytes=300-', 300, length],
    ['bytes=0-999999', 0, length],
  ])('%s is 206', async (range, start, end) => {
    const { response, body } = await ask(path, { accept, range });

    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect(body).toEqual(whole.subarray(start, end));
  });

  it('is given to whom has the rest already (If-Range, 13.1.5), and the whole to all others', async () => {
    const { etag } = await ask(path, { accept });
    const rest = { accept, range: `bytes=${length - 8}-` };

    const same = await ask(path, { ...rest, 'if-range': etag });
    const changed = await ask(path, { ...rest, 'if-range': '"0123456789abcdef0123456789abcdef"' });
    const weak = await ask(path, { ...rest, 'if-range': `W/${etag}` });

    expect(same.response.status).toBe(206);
    expect(same.body).toEqual(whole.subarray(length - 8));
    expect([changed.response.status, weak.response.status]).toEqual([200, 200]);
    expect(changed.body).toEqual(whole);
  });

  it('is not looked at where the client has it all (304 comes first, 13.2.2)', async () => {
    const { etag } = await ask(path, { accept });

    expect((await ask(path, { accept, range: 'bytes=9999999-', 'if-none-match': etag })).response.status).toBe(304);
  });

  it('is not looked at by HEAD (14.2)', async () => {
    const { response } = await ask(path, { accept, range: 'bytes=9999999-' }, 'HEAD');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(length));
  });

  it.each(['bytes=0-1,4-5', 'bytes=0-0,0-0,0-0', `bytes=${'0-1,'.repeat(2000)}0-1`])(
    'that is several (multipart/byteranges) is refused: %.24s',
    async (range) => {
      const { response, body } = await ask(path, { accept, range });

      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe(`bytes */${length}`);
      expect(JSON.parse(body.toString())).toMatchObject({
        code: 'range-not-satisfiable',
        detail: expect.stringContaining('one range'),
      });
    },
  );

  it.each(['bytes=9999999-', 'bytes=-0'])('that is beyond the end is 416: %s', async (range) => {
    expect((await ask(path, { accept, range })).response.status).toBe(416);
  });

  it.each(['items=0-1', 'bytes=5-2', 'bytes=', 'bytes=x'])('that is none is not looked at: %s', async (range) => {
    expect((await ask(path, { accept, range })).response.status).toBe(200);
  });
});

it('a range of several parts is not looked at, because nobody can know where in them it lies', async () => {
  const { response, body } = await ask(instance, { accept: dicom, range: 'bytes=0-9' });

  expect(response.status).toBe(200);
  expect(body.includes(first.bytes)).toBe(true);
});
