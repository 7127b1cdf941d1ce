import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

/** Of 8 by 4 pixels, each column 10 brighter than the one before it. */
const stripes = (count = 1) =>
  Buffer.from(Array.from({ length: 32 * count }, (_, index) => (index % 8) * 10 + 100 * (index >> 5)));
const grey = (frames?: number) =>
  makeCt({
    rows: 4,
    columns: 8,
    ...(frames === undefined ? {} : { frames }),
    without: ['00281050', '00281051', '00281052', '00281053'],
    extra: [
      element('00280100', 'US', [8]),
      element('00280101', 'US', [8]),
      element('00280102', 'US', [7]),
      element('7FE00010', 'OB', stripes(frames)),
    ],
  });
const single = grey();
const multi = grey(2);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([single, multi].map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status, await stored.clone().text()).toBe(200);
});
afterAll(() => gateway.close());

const queryOf = ({ key }: MadeInstance) =>
  `requestType=WADO&studyUID=${key.studyUid}&seriesUID=${key.seriesUid}&objectUID=${key.sopInstanceUid}`;

async function wado(query: string, accept: string | null = '*/*') {
  const authorization = `Bearer ${await gateway.token()}`;
  const headers = new Headers({ authorization, ...(accept === null ? {} : { accept }) });
  return fetch(`${gateway.baseUrl}/wado?${query}`, { headers });
}

async function picture(query: string, instance = single) {
  const response = await wado(`${queryOf(instance)}&contentType=image/png${query}`);
  expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200);
  const { data, info } = await sharp(await response.arrayBuffer())
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, row: [...data.subarray(0, info.width)] };
}

describe('GET /wado (PS3.18 9)', () => {
  it('is a JPEG where neither contentType nor Accept say more (9.3)', async () => {
    const response = await wado(queryOf(single));

    expect(response.headers.get('content-type')).toBe('image/jpeg');
  });

  it('is the instance itself as application/dicom (9.4)', async () => {
    const response = await wado(`${queryOf(single)}&contentType=application/dicom`);

    expect(response.headers.get('content-type')).toMatch(/^application\/dicom/);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(132)
        .equals(single.bytes.subarray(132)),
    ).toBe(true);
  });

  it('takes the first of contentType that Accept allows, and 406 where there is none (9.1.2.1)', async () => {
    expect(
      (await wado(`${queryOf(single)}&contentType=image/jxl,image/png,image/jpeg`)).headers.get('content-type'),
    ).toBe('image/png');
    expect((await wado(`${queryOf(single)}&contentType=image/png`, 'image/jpeg')).status).toBe(406);
    expect((await wado(`${queryOf(single)}&contentType=text/html`)).status).toBe(406);
  });

  it('is 400 without its mandatory parameters (9.4.1.1)', async () => {
    for (const name of ['requestType', 'studyUID', 'seriesUID', 'objectUID']) {
      const query = queryOf(single)
        .split('&')
        .filter((pair) => !pair.startsWith(name))
        .join('&');

      expect((await wado(query)).status, name).toBe(400);
    }
  });

  it('is 404 for what is not there', async () => {
    const query = queryOf(single).replace(single.key.sopInstanceUid, '1.2.3');

    expect((await wado(query)).status).toBe(404);
  });

  it('is 406 without Accept (8.7.5)', async () => {
    const token = await gateway.token();
    const { status } = await rawStatus(`${gateway.baseUrl}/wado?${queryOf(single)}`, token);

    expect(status).toBe(406);
  });

  it.each([
    'requestType=GET',
    'contentType=image/jpeg;q=1',
    'contentType=application/dicom;transfer-syntax=1.2',
    'anonymize=no',
    'transferSyntax=x',
    'frameNumber=0',
    'frameNumber=x',
    'rows=0',
    'columns=-1',
    'rows=1e3',
    'region=0,0,1',
    'region=0,0,1,2',
    'region=0.5,0,0.5,1',
    'region=a,b,c,d',
    'region=NaN,0,1,1',
    'windowCenter=40',
    'windowWidth=40',
    'windowCenter=NaN&windowWidth=40',
    'windowCenter=40&windowWidth=0',
    'imageQuality=0',
    'imageQuality=101',
    'presentationUID=1.2.3',
    'presentationSeriesUID=1.2.3',
    'objectUID=1.2.3',
    'presentationUID=1.2&presentationSeriesUID=1.2&windowCenter=1&windowWidth=1',
  ])('is 400 for %s', async (query) => {
    const response = await wado(`${queryOf(single)}&${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'query-invalid' });
  });

  it('does not pretend to de-identify (9.4.2, anonymize)', async () => {
    const response = await wado(`${queryOf(single)}&contentType=application/dicom&anonymize=yes`);

    expect(response.status).toBe(406);
    expect((await response.json()) as object).toMatchObject({ detail: expect.stringContaining('de-identify') });
  });

  it('gives an instance in its transfer syntax, and 406 in one that nobody knows', async () => {
    const inSyntax = (uid: string) => wado(`${queryOf(single)}&contentType=application/dicom&transferSyntax=${uid}`);

    expect((await inSyntax('1.2.840.10008.1.2.1')).status).toBe(200);
    expect((await inSyntax('*')).status).toBe(200);
    expect((await inSyntax('1.2.3.4')).status).toBe(406);
  });

  it('needs a token with the scope to read, as every other path to an image', async () => {
    const token = await gateway.token(['dicom/study.search', 'dicom/study.thumbnail']);

    const response = await fetch(`${gateway.baseUrl}/wado?${queryOf(single)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(403);
  });
});

describe('a rendered instance (9.5)', () => {
  it('shows a region, in shares of the image', async () => {
    expect(await picture('&region=0.25,0,0.75,0.5')).toEqual({ width: 4, height: 2, row: [20, 30, 40, 50] });
  });

  it('fits rows and columns, undistorted', async () => {
    expect(await picture('&rows=2')).toMatchObject({ width: 4, height: 2 });
    expect(await picture('&columns=2&rows=100')).toMatchObject({ width: 2, height: 1 });
  });

  it('follows a window', async () => {
    // ((x - 29.5) / 40 + 0.5) * 255
    expect((await picture('&windowCenter=30&windowWidth=41')).row).toEqual([0, 3, 67, 131, 194, 255, 255, 255]);
  });

  it('shows the frame that is asked for, and 400 for one that is not there (9.5.2)', async () => {
    expect((await picture('&frameNumber=2', multi)).row[0]).toBe(100);
    expect((await wado(`${queryOf(multi)}&frameNumber=3`)).status).toBe(400);
    expect((await wado(`${queryOf(single)}&frameNumber=1`)).status).toBe(400);
  });

  it('warns of annotations that it does not know', async () => {
    const response = await wado(`${queryOf(single)}&imageAnnotation=moon`);

    expect(response.headers.get('warning')).toContain('moon');
  });
});

/** fetch always sends an Accept header of its own. */
async function rawStatus(url: string, token: string): Promise<{ status: number | undefined }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    sent.on('error', reject).end();
  });
}
