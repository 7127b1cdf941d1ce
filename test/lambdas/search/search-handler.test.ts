import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../../shared/dicom/dicom-json.ts';
import { makeCt } from '../../makers/make-ct.ts';
import { multipartBody } from '../../makers/multipart-body.ts';
import { startGateway, type TestGateway } from '../../makers/start-gateway.ts';

const made = [
  makeCt({
    studyUid: '2.25.1',
    seriesUid: '2.25.1.1',
    sopInstanceUid: '2.25.1.1.1',
    patientId: 'P1',
    studyDate: '20240101',
  }),
  makeCt({
    studyUid: '2.25.1',
    seriesUid: '2.25.1.1',
    sopInstanceUid: '2.25.1.1.2',
    patientId: 'P1',
    studyDate: '20240101',
  }),
  makeCt({
    studyUid: '2.25.1',
    seriesUid: '2.25.1.2',
    sopInstanceUid: '2.25.1.2.1',
    patientId: 'P1',
    studyDate: '20240101',
  }),
  makeCt({
    studyUid: '2.25.2',
    seriesUid: '2.25.2.1',
    sopInstanceUid: '2.25.2.1.1',
    patientId: 'P2',
    studyDate: '20240102',
  }),
];

describe('GET of the six search resources (PS3.18 10.6)', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
    const { contentType, body } = multipartBody(made.map(({ bytes }) => bytes));
    await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  });
  afterAll(() => gateway.close());

  const search = (path: string, accept = 'application/dicom+json') => gateway.fetch(path, { headers: { accept } });
  const uids = async (path: string, tag: string) =>
    ((await (await search(path)).json()) as DicomJson[]).map((match) => match[tag]?.Value?.[0]);

  it('answers each at its level, newest study first', async () => {
    expect(await uids('/studies', '0020000D')).toEqual(['2.25.2', '2.25.1']);
    expect(await uids('/series', '0020000E')).toEqual(['2.25.2.1', '2.25.1.1', '2.25.1.2']);
    expect(await uids('/instances?PatientID=P2', '00080018')).toEqual(['2.25.2.1.1']);
    expect(await uids('/studies/2.25.1/series', '0020000E')).toEqual(['2.25.1.1', '2.25.1.2']);
    expect(await uids('/studies/2.25.1/instances', '00080018')).toEqual(['2.25.1.1.1', '2.25.1.1.2', '2.25.1.2.1']);
    expect(await uids('/studies/2.25.1/series/2.25.1.1/instances', '00080018')).toEqual(['2.25.1.1.1', '2.25.1.1.2']);
  });

  it('answers 204 without a body where nothing matches', async () => {
    const response = await search('/studies?PatientID=P9');

    expect(response.status).toBe(204);
    expect(response.headers.get('content-type')).toBeNull();
    expect(await response.text()).toBe('');
  });

  it('says exactly how many results remain', async () => {
    const response = await search('/instances?limit=1&offset=1');

    expect(response.headers.get('warning')).toBe(
      `299 ${gateway.baseUrl}: "There are 2 additional results that can be requested"`,
    );
  });

  it.each([
    ['application/dicom+json', 'application/dicom+json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/dicom+json'],
    ['application/dicom+json, multipart/related; type=application/octet-stream', 'application/dicom+json'],
  ])('answers Accept: %s', async (accept, contentType) => {
    const response = await search('/studies', accept);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(contentType);
  });

  it.each([
    ['/studies', 'text/csv', 406],
    ['/studies?StudyDate=yesterday', '*/*', 400],
    ['/studies?limit=-1', '*/*', 400],
    ['/studies/not-a-uid/series', '*/*', 400],
  ])('refuses %s with Accept: %s', async (path, accept, status) => {
    const response = await search(path, accept);

    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('yesterday');
  });
});
