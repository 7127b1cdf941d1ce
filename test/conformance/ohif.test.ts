import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const viewer = 'https://viewer.example.org';
const lookupTable = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 3) & 0xff));
const described = {
  patientName: 'Viewer^Ada',
  patientId: 'OH-1',
  studyDescription: 'CHEST ROUTINE',
  accessionNumber: 'ACC-OH-1',
};
const series = makeCtSeries(3, { ...described, extra: [element('00281201', 'OW', lookupTable)] });
const [first = makeCt()] = series;
const { studyUid, seriesUid, sopInstanceUid } = first.key;
const codestreams = ['code', 'stream'].map((text) => Buffer.from(text));
const compressed = makeCt({
  ...described,
  studyUid,
  modality: 'MR',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
  seriesNumber: '2',
  frames: 2,
  transferSyntaxUid: transferSyntaxes.jpegLsLossless,
  pixelData: fragments([Buffer.alloc(0), ...codestreams]),
});
const otherStudy = makeCt({ patientName: 'Somebody^Else', patientId: 'OH-2', studyDate: '20200101' });
const inStudy = `/studies/${studyUid}`;
const inSeries = `${inStudy}/series/${seriesUid}`;
const pathOf = ({ key }: typeof first) =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ALLOWED_ORIGINS: viewer });
  const bodies = [...series, compressed, otherStudy].map(({ bytes }) => bytes);
  const { contentType, body } = multipartBody(bodies);
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status).toBe(200);
});
afterAll(() => gateway.close());

/** What OHIF sends with every request, from a page of another origin; nothing else is asked of the gateway. */
const send = (path: string, accept: string, init: RequestInit = {}) =>
  gateway.fetch(path, { ...init, headers: { accept, origin: viewer, ...init.headers } });
const mixed = 'application/dicom+json, multipart/related; type=application/octet-stream';
const json = 'application/dicom+json';
const found = async (path: string, accept = json): Promise<DicomJson[]> => {
  const response = await send(path, accept);
  expect(response.headers.get('access-control-allow-origin')).toBe(viewer);
  expect(response.headers.get('content-type')).toBe(json);
  return (await response.json()) as DicomJson[];
};
const uidsOf = (matches: readonly DicomJson[], tag: string) => matches.map((match) => match[tag]?.Value?.[0]);

describe('the study list (QIDO-RS)', () => {
  const list = 'limit=101&offset=0&fuzzymatching=false&includefield=00081030,00080060,00080090,00100030';

  it.each([json, mixed, '*/*'])('fills every column, for Accept %s', async (accept) => {
    const matches = await found(`/studies?${list}`, accept);

    const [study] = matches.filter((match) => match['0020000D']?.Value?.[0] === studyUid);
    expect(matches).toHaveLength(2);
    expect(study).toMatchObject({
      '00080020': { vr: 'DA', Value: ['20260102'] },
      '00080030': { vr: 'TM', Value: ['101112'] },
      '00080050': { vr: 'SH', Value: ['ACC-OH-1'] },
      '00080061': { vr: 'CS', Value: expect.arrayContaining(['CT', 'MR']) },
      '00081030': { vr: 'LO', Value: ['CHEST ROUTINE'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Viewer^Ada' }] },
      '00100020': { vr: 'LO', Value: ['OH-1'] },
      '00201206': { vr: 'IS', Value: [2] },
      '00201208': { vr: 'IS', Value: [4] },
    });
  });

  it.each([
    ['a name', 'PatientName=*Viewer*'],
    ['a name, fuzzily', 'PatientName=*viewer*&fuzzymatching=true'],
    ['a patient ID by tag', '00100020=*OH-1*'],
    ['an accession number', 'AccessionNumber=*OH-1*'],
    ['a description', 'StudyDescription=*CHEST*'],
    ['a modality', 'ModalitiesInStudy=MR'],
    ['two modalities', 'ModalitiesInStudy=MR,PT'],
    ['a range of dates', 'StudyDate=20260101-20260131'],
    ['UIDs with a backslash between them', `StudyInstanceUID=${studyUid}%5C2.25.404`],
    ['UIDs with a comma between them', `StudyInstanceUID=${studyUid},2.25.404`],
  ])('is filtered by %s', async (_what, query) => {
    const rest = query.includes('fuzzymatching') ? list.replace('fuzzymatching=false&', '') : list;

    expect(uidsOf(await found(`/studies?${rest}&${query}`), '0020000D')).toEqual([studyUid]);
  });

  it('ends: the page behind the last is empty', async () => {
    expect((await send(`/studies?${list.replace('offset=0', 'offset=101')}`, json)).status).toBe(204);
  });
});

describe('a study that is opened', () => {
  it('has its series listed, with the number of their instances', async () => {
    const matches = await found(`${inStudy}/series?includefield=0008103E,00080021`, mixed);

    const [ct] = matches.filter((match) => match['0020000E']?.Value?.[0] === seriesUid);
    expect(matches).toHaveLength(2);
    expect(ct).toMatchObject({
      '00080060': { vr: 'CS', Value: ['CT'] },
      '0008103E': { vr: 'LO', Value: ['Synthetic series'] },
      '00200011': { vr: 'IS', Value: [1] },
      '00201209': { vr: 'IS', Value: [3] },
    });
  });

  it.each([json, mixed])('has its metadata read a series at a time, for Accept %s', async (accept) => {
    const metadata = await found(`${inSeries}/metadata`, accept);

    expect(uidsOf(metadata, '00080018')).toEqual(series.map(({ key }) => key.sopInstanceUid));
    expect(metadata[0]).toMatchObject({ '00280010': { Value: [16] }, '00281053': { Value: [1] } });
    expect(metadata[0]?.['7FE00010']?.BulkDataURI).toMatch(/^http/);
  });

  it('has its metadata read at once where lazy load is off', async () => {
    expect(await found(`${inStudy}/metadata`)).toHaveLength(4);
  });

  it('asks its metadata again with the ETag that the browser kept, and gets 304', async () => {
    const once = await send(`${inSeries}/metadata`, json);
    await once.text();
    const etag = once.headers.get('etag') ?? '';

    const again = await send(`${inSeries}/metadata`, json, { headers: { 'if-none-match': etag } });

    expect(once.headers.get('access-control-expose-headers')).toContain('ETag');
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe(viewer);
  });
});

describe('an image that is shown', () => {
  const anySyntax = 'multipart/related; type=application/octet-stream; transfer-syntax=*';

  it.each([anySyntax, anySyntax.replace('=application', '="application').replace('stream;', 'stream";'), '*/*'])(
    'has its native frame, for Accept %s',
    async (accept) => {
      const [part] = await readParts(await send(`${pathOf(first)}/frames/1`, accept));

      expect(part?.body).toEqual(first.pixelBytes);
      expect(part?.headers.get('content-type')).toBe('application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1');
    },
  );

  it.each([anySyntax, '*/*'])('has its compressed frame with its transfer syntax, for Accept %s', async (accept) => {
    const [part] = await readParts(await send(`${pathOf(compressed)}/frames/2`, accept));

    expect(part?.body).toEqual(codestreams[1]);
    expect(part?.headers.get('content-type')).toContain('transfer-syntax=1.2.840.10008.1.2.4.80');
  });

  it("is asked for without multipart where its configuration has singlepart: 'bulkdata,video'", async () => {
    const [metadata] = await found(`${pathOf(first)}/metadata`);
    const url = metadata?.['00281201']?.BulkDataURI ?? '';
    const path = url.slice(gateway.dicomwebUrl.length);

    const alone = await send(path, 'application/octet-stream');
    const inParts = await readParts(await send(path, 'multipart/related; type=application/octet-stream'));

    expect(Buffer.from(await alone.arrayBuffer())).toEqual(lookupTable);
    expect(inParts.map(({ body }) => body)).toEqual([lookupTable]);
  });

  it('names its bulk data absolutely, so that no relative resolution has to be configured', async () => {
    const [metadata] = await found(`${inSeries}/metadata`);

    expect(metadata?.['00281201']?.BulkDataURI).toBe(
      `${gateway.dicomwebUrl}${inSeries}/instances/${sopInstanceUid}/bulkdata/00281201`,
    );
  });

  it.each([
    ['thumbnail', 'image/jpeg'],
    ['rendered', 'image/jpeg'],
    ['rendered', 'image/*'],
  ])('has a picture for the side panel (thumbnailRendering %s, Accept %s)', async (resource, accept) => {
    const response = await send(`${pathOf(first)}/${resource}`, accept);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
  });

  it('may be downloaded whole', async () => {
    const [part] = await readParts(await send(pathOf(first), 'multipart/related; type="application/dicom"'));

    expect(part?.body).toEqual(first.bytes);
  });
});

describe('what OHIF makes', () => {
  it('is stored as dicomweb-client sends it (STOW-RS of a measurement or a segmentation)', async () => {
    const report = makeCt({
      ...described,
      studyUid,
      modality: 'SR',
      sopClassUid: '1.2.840.10008.5.1.4.1.1.88.33',
      seriesNumber: '99',
      pixelData: null,
    });
    const { contentType, body } = multipartBody([report.bytes]);

    const response = await send('/studies', json, { method: 'POST', body, headers: { 'content-type': contentType } });

    expect(response.status).toBe(200);
    expect(uidsOf(await found(`${pathOf(report)}/metadata`), '00080018')).toEqual([report.key.sopInstanceUid]);
  });

  it('is asked for by the browser first (preflight)', async () => {
    const preflight = await fetch(gateway.dicomwebUrl + inSeries, {
      method: 'OPTIONS',
      headers: {
        origin: viewer,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'accept,authorization,if-none-match',
      },
    });

    expect(preflight.status).toBe(204);
    for (const name of ['Accept', 'Authorization', 'If-None-Match']) {
      expect(preflight.headers.get('access-control-allow-headers')).toContain(name);
    }
  });
});
