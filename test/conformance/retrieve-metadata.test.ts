import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, sequence } from '../makers/part10.ts';
import { attributeOf, readXml, valuesIn } from '../makers/read-native-xml.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const lookupTable = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) & 0xff));
const nestedTable = Buffer.from(lookupTable).reverse();
const rich = [
  element('00280010', 'US', [16]),
  element('00281201', 'OW', lookupTable),
  element('00091001', 'LO', 'private'),
  element('00090010', 'LO', 'SYNTHETIC'),
  sequence('00283010', [[element('00283002', 'US', [2, 0, 16]), element('00283006', 'OW', nestedTable)]]),
];
const series = makeCtSeries(3, { patientName: 'Nowak^Ada=ノヴァク^エイダ', extra: rich });
const [first = makeCt()] = series;
const { studyUid, seriesUid, sopInstanceUid } = first.key;
const other = makeCt({ studyUid, instanceNumber: '9' });

let gateway: TestGateway;
let authorization: string;
beforeAll(async () => {
  gateway = await startGateway();
  authorization = `Bearer ${await gateway.token()}`;
  const { contentType, body } = multipartBody([...series, other].map(({ bytes }) => bytes));
  await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
});
afterAll(() => gateway.close());

const inStudy = `/studies/${studyUid}`;
const inSeries = `${inStudy}/series/${seriesUid}`;
const inInstance = `${inSeries}/instances/${sopInstanceUid}`;
const get = (path: string, accept = 'application/dicom+json') => gateway.fetch(path, { headers: { accept } });
const metadataOf = async (path: string) => (await (await get(`${path}/metadata`)).json()) as DicomJson[];
const uidsOf = (metadata: readonly DicomJson[]) => metadata.map((one) => one['00080018']?.Value?.[0]).sort();
const uidsIn = (instances: readonly (typeof first)[]) => instances.map(({ key }) => key.sopInstanceUid).sort();

describe('metadata (PS3.18 10.4.1.1.2)', () => {
  it.each([
    ['a study', inStudy, [...series, other]],
    ['a series', inSeries, series],
    ['an instance', inInstance, [first]],
  ])('of %s is one array with an object an instance', async (_level, path, expected) => {
    expect(uidsOf(await metadataOf(path))).toEqual(uidsIn(expected));
  });

  it('holds every element but pixel data, ascending, and no group 0002 (F.2.2, 10.4.1.1.2)', async () => {
    const [metadata = {}] = await metadataOf(inInstance);

    const tags = Object.keys(metadata);
    expect(tags).toEqual([...tags].sort());
    expect(tags.filter((tag) => tag.startsWith('0002'))).toEqual([]);
    expect(metadata['00091001']).toEqual({ vr: 'LO', Value: ['private'] });
    expect(metadata['00280030']).toEqual({ vr: 'DS', Value: [0.5, 0.5] });
    expect(metadata['00100010']?.Value).toEqual([{ Alphabetic: 'Nowak^Ada', Ideographic: 'ノヴァク^エイダ' }]);
  });

  it('is what OHIF reads when it loads a series', async () => {
    const response = await get(`${inSeries}/metadata`, 'application/dicom+json');

    expect(response.headers.get('content-type')).toBe('application/dicom+json');
    expect(await response.json()).toHaveLength(series.length);
  });

  it.each([
    ['application/json', 'application/json'],
    ['*/*', 'application/dicom+json'],
    ['application/dicom+json, multipart/related; type=application/octet-stream', 'application/dicom+json'],
    ['application/dicom+json;q=0.1, application/json', 'application/json'],
  ])('for Accept %s comes as %s', async (accept, contentType) => {
    const response = await get(`${inInstance}/metadata`, accept);

    expect(response.headers.get('content-type')).toBe(contentType);
    await response.text();
  });

  it.each(['application/dicom+xml', 'text/html'])(
    'for Accept %s is 406, and the body says what can be had (8.7.5)',
    async (accept) => {
      const response = await get(`${inInstance}/metadata`, accept);

      expect(response.status).toBe(406);
      expect(await response.json()).toMatchObject({ detail: expect.stringContaining('application/dicom+json') });
    },
  );

  it.each(['/studies/2.25.404', `${inStudy}/series/2.25.404`, `${inSeries}/instances/2.25.404`])(
    'of %s, which is not there, is 404',
    async (path) => {
      const response = await get(`${path}/metadata`);

      expect(response.status).toBe(404);
    },
  );
});

describe('metadata as XML (PS3.18 8.7.3.2, PS3.19 A.1)', () => {
  const xml = 'multipart/related; type="application/dicom+xml"';
  const documentsOf = async (path: string) =>
    (await readParts(await get(`${path}/metadata`, xml))).map(({ headers, body }) => ({
      headers,
      document: readXml(body.toString()),
    }));

  it.each([
    ['a study', inStudy, [...series, other]],
    ['a series', inSeries, series],
    ['an instance', inInstance, [first]],
  ])('of %s has a part an instance', async (_level, path, expected) => {
    const documents = await documentsOf(path);

    const uids = documents.map(({ document }) => valuesIn(attributeOf(document, '00080018'))[0]);
    expect(uids.sort()).toEqual(uidsIn(expected));
  });

  it('says of each part what and where it is', async () => {
    const [part] = await documentsOf(inInstance);

    expect(part?.headers.get('content-type')).toBe('application/dicom+xml');
    expect(part?.headers.get('content-location')).toBe(`${gateway.dicomwebUrl}${inInstance}/metadata`);
  });

  it('tells the attributes that DICOM JSON tells, and points to the same bulk data', async () => {
    const [metadata = {}] = await metadataOf(inInstance);
    const [part] = await documentsOf(inInstance);

    expect(part?.document.children).toHaveLength(Object.keys(metadata).length);
    const pointer = attributeOf(part?.document, '00281201')?.children[0];
    expect([pointer?.name, pointer?.attributes.uri]).toEqual(['BulkData', metadata['00281201']?.BulkDataURI]);
    const names = attributeOf(part?.document, '00100010')?.children[0]?.children.map(({ name }) => name);
    expect(names).toEqual(['Alphabetic', 'Ideographic']);
  });

  it('has another ETag than as JSON, and is 304 for its own', async () => {
    const [asJson, asXml] = await Promise.all([get(`${inSeries}/metadata`), get(`${inSeries}/metadata`, xml)]);
    const etag = asXml.headers.get('etag') ?? '';

    const known = await gateway.fetch(`${inSeries}/metadata`, { headers: { accept: xml, 'if-none-match': etag } });

    await Promise.all([asJson.text(), asXml.text()]);
    expect(etag).not.toBe(asJson.headers.get('etag'));
    expect(known.status).toBe(304);
  });
});

describe('a BulkDataURI (PS3.18 F.2.6, 10.4.1.1.5)', () => {
  const bulkOf = (metadata: DicomJson | undefined) => ({
    table: metadata?.['00281201']?.BulkDataURI ?? '',
    nested: (metadata?.['00283010']?.Value?.[0] as DicomJson | undefined)?.['00283006']?.BulkDataURI ?? '',
    pixels: metadata?.['7FE00010']?.BulkDataURI ?? '',
  });

  it.each([
    ['a value', 'table', lookupTable],
    ['a value inside a sequence', 'nested', nestedTable],
    ['pixel data', 'pixels', first.pixelBytes],
  ] as const)('leads from the metadata to the bytes of %s', async (_what, name, bytes) => {
    const [metadata] = await metadataOf(inInstance);
    const url = bulkOf(metadata)[name];

    const response = await fetch(url, { headers: { authorization, accept: 'application/octet-stream' } });

    expect(url.startsWith(`${gateway.dicomwebUrl}${inInstance}/bulkdata/`)).toBe(true);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-location')).toBe(url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  it('is the same one at every level', async () => {
    const [ofInstance] = await metadataOf(inInstance);
    const ofStudy = (await metadataOf(inStudy)).find((one) => one['00080018']?.Value?.[0] === sopInstanceUid);

    expect(bulkOf(ofStudy)).toEqual(bulkOf(ofInstance));
  });
});
