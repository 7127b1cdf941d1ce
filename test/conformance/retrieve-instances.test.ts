import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareGet } from '../makers/bare-get.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const series = makeCtSeries(3);
const [first = makeCt()] = series;
const { studyUid, seriesUid } = first.key;
const bigEndian = makeCt({ studyUid, transferSyntaxUid: transferSyntaxes.explicitBigEndian });
/** PS3.10 7.1: it may be a TIFF as well. */
const withPreamble = makeCt({ file: { preamble: Buffer.alloc(128, 'II*\0') } });
const lossless = makeCt({
  transferSyntaxUid: transferSyntaxes.jpegLsLossless,
  pixelData: fragments([Buffer.alloc(0), Buffer.from('codestream')]),
});
const lossy = makeCt({
  transferSyntaxUid: transferSyntaxes.jpegBaseline,
  pixelData: fragments([Buffer.alloc(0), Buffer.from('lossy!')]),
});
const made = [...series, bigEndian, withPreamble, lossless, lossy];

const pathOf = ({ key }: typeof first) =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
const anySyntax = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const anyOfDicom = 'multipart/related; type="application/dicom"';
const explicitOnly = `${anyOfDicom}; transfer-syntax=1.2.840.10008.1.2.1`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody(made.map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status).toBe(200);
});
afterAll(() => gateway.close());

const get = (path: string, accept: string) => gateway.fetch(path, { headers: { accept } });
const filesOf = async (path: string, accept: string) =>
  (await readParts(await get(path, accept))).map(({ body }) => body.toString('hex')).sort();
const hexOf = (instances: readonly (typeof first)[]) => instances.map(({ bytes }) => bytes.toString('hex')).sort();

describe('instances as stored (PS3.18 10.4, Table 10.4.1-1)', () => {
  it.each([
    ['a study', `/studies/${studyUid}`, [...series, bigEndian]],
    ['a series', `/studies/${studyUid}/series/${seriesUid}`, series],
    ['an instance', pathOf(first), [first]],
  ])('come byte for byte in multipart/related: %s', async (_level, path, expected) => {
    expect(await filesOf(path, anySyntax)).toEqual(hexOf(expected));
  });

  it('name type, boundary and length of the whole, and syntax and place of each part (8.6.1.2, 8.7.6)', async () => {
    const response = await get(pathOf(bigEndian), anySyntax);

    const declared = Number(response.headers.get('content-length'));
    const size = (await response.clone().arrayBuffer()).byteLength;
    const [part] = await readParts(response);
    expect(response.headers.get('content-type')).toMatch(/^multipart\/related; type="application\/dicom"; boundary=/);
    expect(declared).toBe(size);
    expect(part?.headers.get('content-type')).toBe(
      `application/dicom; transfer-syntax=${transferSyntaxes.explicitBigEndian}`,
    );
    expect(part?.headers.get('content-location')).toBe(gateway.dicomwebUrl + pathOf(bigEndian));
  });

  it('come alone where one instance is asked for as application/dicom (8.7.3.2)', async () => {
    const response = await get(pathOf(first), 'application/dicom');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      `application/dicom; transfer-syntax=${transferSyntaxes.explicitLittleEndian}`,
    );
    expect(response.headers.get('content-location')).toBe(gateway.dicomwebUrl + pathOf(first));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(first.bytes);
  });

  it('have a preamble of zeros, whatever it was, and are otherwise the same (PS3.10 7.5)', async () => {
    const response = await get(pathOf(withPreamble), 'application/dicom');

    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 128)).toEqual(Buffer.alloc(128));
    expect(bytes.subarray(128)).toEqual(withPreamble.bytes.subarray(128));
  });

  it('are for nobody to share or to sniff (8.11)', async () => {
    const response = await get(pathOf(first), 'application/dicom');

    await response.arrayBuffer();
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('Accept of an instance (PS3.18 8.7.4, 8.7.5)', () => {
  it.each([
    ['*/*', 'multipart/related'],
    ['multipart/related', 'multipart/related'],
    ['multipart/*', 'multipart/related'],
    ['multipart/related; type=application/dicom', 'multipart/related'],
    ['multipart/related;type="application/dicom";transfer-syntax=*', 'multipart/related'],
    ['multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.1', 'multipart/related'],
    ['application/dicom; transfer-syntax=*', 'application/dicom'],
    ['application/*', 'application/dicom'],
    ['application/dicom;q=0.5, multipart/related; type="application/dicom";q=0.4', 'application/dicom'],
    ['application/dicom;q=0.3, multipart/related; type="application/dicom";q=0.4', 'multipart/related'],
    ['application/vnd.unheard-of, ;;;, application/dicom', 'application/dicom'],
  ])('%s gives %s', async (accept, essence) => {
    const response = await get(pathOf(first), accept);

    await response.arrayBuffer();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(essence);
  });

  it.each([
    ['lossless', lossless],
    ['lossy', lossy],
    ['big endian', bigEndian],
  ])('without transfer-syntax takes a %s instance as stored', async (_what, instance) => {
    expect(await filesOf(pathOf(instance), anyOfDicom)).toEqual(hexOf([instance]));
  });

  it('is narrowed by the accept parameter (8.3.3.1)', async () => {
    const response = await get(`${pathOf(first)}?accept=application/dicom`, '*/*');

    await response.arrayBuffer();
    expect(response.headers.get('content-type')).toMatch(/^application\/dicom;/);
  });

  it.each([
    ['that is missing', undefined],
    ['of JSON', 'application/dicom+json'],
    ['that refuses everything', '*/*;q=0'],
    ['of a syntax that nothing is made in', 'application/dicom; transfer-syntax=1.2.840.10008.1.2.4.102'],
  ])('%s gives 406, and the body says what can be had', async (_what, accept) => {
    const authorization = `Bearer ${await gateway.token()}`;

    const response = await bareGet(gateway.dicomwebUrl + pathOf(first), {
      authorization,
      ...(accept === undefined ? {} : { accept }),
    });

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      code: 'media-type-not-acceptable',
      detail: expect.stringContaining(
        'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.1',
      ),
    });
  });

  it.each([
    ['a compressed instance that cannot be decoded, as explicit little endian', pathOf(lossless), explicitOnly],
    ['a whole study in a single part', `/studies/${studyUid}`, 'application/dicom; transfer-syntax=*'],
  ])('gives 406 to %s', async (_what, path, accept) => {
    const response = await get(path, accept);

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('transfer-syntax=') });
  });

  it('gives 400 where DICOM and rendered media types are mixed (8.7.4)', async () => {
    const response = await get(pathOf(first), 'application/dicom, image/jpeg');

    expect(response.status).toBe(400);
  });
});

describe('what is not there (PS3.18 Table 10.4.3-1)', () => {
  it.each([
    ['/studies/2.25.404', 'study-not-found'],
    [`/studies/${studyUid}/series/2.25.404`, 'series-not-found'],
    [`/studies/${studyUid}/series/${seriesUid}/instances/2.25.404`, 'instance-not-found'],
    [`/studies/2.25.404/series/${seriesUid}`, 'series-not-found'],
    [
      `/studies/${bigEndian.key.studyUid}/series/${seriesUid}/instances/${bigEndian.key.sopInstanceUid}`,
      'instance-not-found',
    ],
  ])('is 404: %s', async (path, code) => {
    const response = await get(path, '*/*');

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code });
  });

  it.each(['/studies/1.2.x', '/studies/..%2F..', `/studies/${'1.'.repeat(33)}1`, `/studies/${studyUid}/series/01.2`])(
    'is 400 where the path holds no UID: %s',
    async (path) => {
      const response = await get(path, '*/*');

      expect(response.status).toBe(400);
    },
  );

  it.each([`/studies/${studyUid}/renderedmpr`, `/studies/${studyUid}/rendered3d`])(
    'is 404 where no door is built: %s',
    async (path) => {
      const response = await get(path, '*/*');

      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'route-not-found' });
    },
  );
});
