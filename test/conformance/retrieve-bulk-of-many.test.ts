import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const pattern = (seed: number) => Buffer.from(Array.from({ length: 2048 }, (_, index) => (index * seed) & 0xff));
const icon = sequence('00880200', [[element('7FE00010', 'OW', pattern(3))]]);
const series = makeCtSeries(3, { frames: 2, extra: [element('00281201', 'OW', pattern(5)), icon] });
const [first = makeCt()] = series;
const { studyUid, seriesUid } = first.key;
const codestreams = ['code', 'stream'].map((text) => Buffer.from(text));
const compressed = makeCt({
  studyUid,
  frames: 2,
  transferSyntaxUid: transferSyntaxes.jpegLsLossless,
  pixelData: fragments([Buffer.alloc(0), ...codestreams]),
});
const deflated = makeCt({
  transferSyntaxUid: transferSyntaxes.deflated,
  extra: [element('00281201', 'OW', pattern(5))],
});
const report = makeCt({ studyUid: deflated.key.studyUid, pixelData: null });
const withoutAny = makeCt({ pixelData: null });
const made = [...series, compressed, deflated, report, withoutAny];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody(made.map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status).toBe(200);
});
afterAll(() => gateway.close());

const inStudy = `/studies/${studyUid}`;
const inSeries = `${inStudy}/series/${seriesUid}`;
const pathOf = ({ key }: typeof first) =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
const anySyntax = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
const get = (path: string, accept = anySyntax, method = 'GET') => gateway.fetch(path, { headers: { accept }, method });
const partsOf = async (path: string, accept?: string) => readParts(await get(path, accept));
const bodiesOf = async (path: string, accept?: string) => (await partsOf(path, accept)).map(({ body }) => body);
const hexOf = (bodies: readonly Buffer[]) => bodies.map((body) => body.toString('hex')).sort();

describe('…/bulkdata (PS3.18 10.4.1.1.5)', () => {
  const values = [pattern(5), pattern(3), first.pixelBytes];

  it.each([
    ['a study', inStudy, [...values, ...values, ...values, ...codestreams]],
    ['a series', inSeries, [...values, ...values, ...values]],
    ['an instance', pathOf(first), values],
    ['a compressed instance, a frame a part (8.7.3.3)', pathOf(compressed), codestreams],
    ['a deflated instance', pathOf(deflated), [pattern(5), deflated.pixelBytes]],
  ])('of %s is every value that metadata point to', async (_level, path, expected) => {
    expect(hexOf(await bodiesOf(`${path}/bulkdata`))).toEqual(hexOf(expected));
  });

  it('has each part at the BulkDataURI of the metadata, with its media type and transfer syntax', async () => {
    const metadata = await get(`${pathOf(first)}/metadata`, 'application/dicom+json');
    const [dicomJson] = (await metadata.json()) as DicomJson[];
    const icon = dicomJson?.['00880200']?.Value?.[0] as DicomJson | undefined;

    const parts = await partsOf(`${pathOf(first)}/bulkdata`);

    expect(parts.map(({ headers }) => headers.get('content-location')).sort()).toEqual(
      [
        dicomJson?.['00281201']?.BulkDataURI,
        icon?.['7FE00010']?.BulkDataURI,
        dicomJson?.['7FE00010']?.BulkDataURI,
      ].sort(),
    );
    expect(parts.map(({ headers }) => headers.get('content-type'))).toEqual(
      Array(3).fill('application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1'),
    );
  });

  it('is what an instance is as octet-stream (8.7.3, required at every level)', async () => {
    expect(hexOf(await bodiesOf(inSeries))).toEqual(hexOf(await bodiesOf(`${inSeries}/bulkdata`)));
  });

  it('of what has none is 404', async () => {
    const response = await get(`${pathOf(withoutAny)}/bulkdata`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'bulkdata-not-found' });
  });
});

describe('…/pixeldata (PS3.18 10.4.1.1.6)', () => {
  it.each([
    ['a study', inStudy, [...series.map(({ pixelBytes }) => pixelBytes), ...codestreams]],
    ['a series', inSeries, series.map(({ pixelBytes }) => pixelBytes)],
    ['an instance', pathOf(first), [first.pixelBytes]],
    ['a study with a report beside the image', `/studies/${deflated.key.studyUid}`, [deflated.pixelBytes]],
  ])('of %s is its pixel data, and no icon', async (_level, path, expected) => {
    expect(hexOf(await bodiesOf(`${path}/pixeldata`))).toEqual(hexOf(expected));
  });

  it('of compressed instances has their media type (Table 8.7.3-5)', async () => {
    const parts = await partsOf(`${pathOf(compressed)}/pixeldata`, 'multipart/related; type="image/jls"');

    expect(parts.map(({ body }) => body)).toEqual(codestreams);
    expect(parts[0]?.headers.get('content-type')).toBe('image/jls; transfer-syntax=1.2.840.10008.1.2.4.80');
    expect(parts[0]?.headers.get('content-location')).toBe(
      `${gateway.dicomwebUrl}${pathOf(compressed)}/bulkdata/7FE00010`,
    );
  });

  it.each([report, withoutAny])('of what has none is 404', async (instance) => {
    expect((await get(`${pathOf(instance)}/pixeldata`)).status).toBe(404);
  });
});

describe.each(['bulkdata', 'pixeldata'])('…/%s', (kind) => {
  it.each([
    ['/studies/2.25.404', 'study-not-found'],
    [`${inStudy}/series/2.25.404`, 'series-not-found'],
    [`${inSeries}/instances/2.25.404`, 'instance-not-found'],
  ])('of %s, which is not there, is 404', async (path, code) => {
    const response = await get(`${path}/${kind}`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code });
  });

  it.each(['application/octet-stream', 'application/dicom+json', 'multipart/related; type="image/jls"'])(
    'is 406 for %s, because many parts are not one (8.7.7)',
    async (accept) => {
      expect((await get(`${inStudy}/${kind}`, accept)).status).toBe(406);
    },
  );

  it('has a strong ETag, 304 and HEAD', async () => {
    const got = await get(`${inSeries}/${kind}`);
    await got.arrayBuffer();
    const etag = got.headers.get('etag') ?? '';

    const head = await get(`${inSeries}/${kind}`, anySyntax, 'HEAD');
    const known = await gateway.fetch(`${inSeries}/${kind}`, { headers: { accept: anySyntax, 'if-none-match': etag } });

    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect([head.status, head.headers.get('etag'), head.headers.get('content-type')]).toEqual([
      200,
      etag,
      got.headers.get('content-type'),
    ]);
    expect(known.status).toBe(304);
  });
});
