import { connect } from 'node:net';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { makeLargeMultiFrame } from '../makers/make-large-multi-frame.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readZip } from '../makers/read-zip.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const series = makeCtSeries(3, { patientName: 'Secret^Name', patientId: 'SECRET-7' });
const [first = makeCt()] = series;
const { studyUid, seriesUid } = first.key;
const implicit = makeCt({ studyUid, transferSyntaxUid: transferSyntaxes.implicitLittleEndian });
const large = makeLargeMultiFrame({ rows: 1024, columns: 1024, frames: 24 });
const inStudy = `/studies/${studyUid}`;
const inSeries = `${inStudy}/series/${seriesUid}`;
const inInstance = `${inSeries}/instances/${first.key.sopInstanceUid}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([...series, implicit].map(({ bytes }) => bytes));
  await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  const stored = await gateway.fetch('/studies', {
    method: 'POST',
    body: Buffer.concat([...large.chunks()]),
    headers: { 'content-type': 'application/dicom' },
  });
  expect(stored.status).toBe(200);
});
afterAll(() => gateway.close());

const zip = { accept: 'application/zip' };
const get = (path: string, headers: Readonly<Record<string, string>> = zip, method = 'GET') =>
  gateway.fetch(path, { headers, method });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a study or series as one ZIP file (an extension)', () => {
  it.each([
    ['a study', inStudy, [...series, implicit]],
    ['a series', inSeries, series],
  ])('%s holds every instance as stored, named by UIDs', async (_level, path, expected) => {
    const entries = readZip(await bytesOf(await get(path)));

    const wanted = expected.map(({ key, bytes }) => ({
      path: `${key.seriesUid}/${key.sopInstanceUid}.dcm`,
      body: bytes,
      isStored: true,
      crc32: crc32(bytes),
    }));
    const byPath = (one: { path: string }, other: { path: string }) => (one.path < other.path ? -1 : 1);
    expect(entries.sort(byPath)).toEqual(wanted.sort(byPath));
  });

  it('declares its length, its type and a name without a patient', async () => {
    const response = await get(inSeries);

    const length = response.headers.get('content-length');
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${seriesUid}.zip"`);
    expect(length).toBe(String((await bytesOf(response)).length));
    expect(JSON.stringify([...response.headers])).not.toMatch(/secret/i);
  });

  it('has a strong ETag: equal bytes each time, 304, and HEAD', async () => {
    const [one, other] = await Promise.all([get(inStudy), get(inStudy)]);
    const etag = one.headers.get('etag') ?? '';
    const length = one.headers.get('content-length');
    expect(await bytesOf(other)).toEqual(await bytesOf(one));

    const known = await get(inStudy, { ...zip, 'if-none-match': etag });
    const head = await get(inStudy, zip, 'HEAD');

    expect(known.status).toBe(304);
    expect([head.status, head.headers.get('etag'), head.headers.get('content-length')]).toEqual([200, etag, length]);
  });

  it('is what an accept parameter can ask for, as a link has no headers (8.3.3.1)', async () => {
    const response = await get(`${inStudy}?accept=application/zip`, { accept: 'text/html,*/*;q=0.8' });

    expect(response.headers.get('content-type')).toBe('application/zip');
    await response.arrayBuffer();
  });

  it('is never what somebody gets who did not ask for it', async () => {
    const response = await get(inStudy, { accept: '*/*' });

    expect(response.headers.get('content-type')).toMatch(/^multipart\/related/);
    await response.arrayBuffer();
  });

  it.each([
    ['/studies/2.25.404', 'study-not-found'],
    [`${inStudy}/series/2.25.404`, 'series-not-found'],
  ])('of what is not there is 404: %s', async (path, code) => {
    const response = await get(path);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code });
  });

  it('is not there for one instance, which is a file already', async () => {
    expect((await get(inInstance)).status).toBe(406);
  });

  it('ends when its client goes away, and the gateway goes on', async () => {
    const { hostname, port } = new URL(gateway.dicomwebUrl);
    const authorization = `Bearer ${await gateway.token()}`;
    const path = `/dicomweb/studies/${large.key.studyUid}`;
    for (let times = 0; times < 5; times += 1) {
      const socket = connect(Number(port), hostname);
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: h\r\nAccept: application/zip\r\nAuthorization: ${authorization}\r\n\r\n`,
      );
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
    }

    const whole = await bytesOf(await get(`/studies/${large.key.studyUid}`));
    expect(readZip(whole).map(({ body }) => body.length)).toEqual([Buffer.concat([...large.chunks()]).length]);
    expect(gateway.logLines.filter((line) => line.includes('reply-broken-off'))).toEqual([]);
  });
});
