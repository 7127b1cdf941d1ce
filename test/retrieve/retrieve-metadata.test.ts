import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';
import { permitFor } from '../makers/permits.ts';
import { baseUrl, bodyOf, openSmallArchive, pathOf, type SmallArchive } from './open-small-archive.ts';

const trap = '"BulkDataURI":"7FE00010"';
const inner = sequence('00081140', [[element('00420011', 'OB', Buffer.alloc(4000, 7))]]);
const series = makeCtSeries(20, { seriesDescription: trap });
const nested = makeCt({ studyUid: series[0]?.key.studyUid ?? '', extra: [inner] });
const { studyUid, seriesUid } = (series[0] as (typeof series)[0]).key;
let archive: SmallArchive;

beforeAll(async () => {
  archive = await openSmallArchive();
  for (const { bytes } of [...series, nested]) await archive.keep([bytes]);
});
afterAll(() => archive.close());

const json = { accept: 'application/dicom+json' };
const read = async (path: string): Promise<DicomJson[]> =>
  JSON.parse((await bodyOf(await archive.get(path, json))).toString());
const sidecarOf = ({ key }: (typeof series)[0]) =>
  join(archive.folder, 'archive/studies', key.studyUid, key.seriesUid, `${key.sopInstanceUid}.sidecar`);

it('is one array over all instances of a series, in order', async () => {
  const metadata = await read(`/studies/${studyUid}/series/${seriesUid}/metadata`);

  expect(metadata.map((each) => each['00080018']?.Value?.[0])).toEqual(series.map(({ key }) => key.sopInstanceUid));
});

it('covers a study, a series, or an instance', async () => {
  const levels = [`/studies/${studyUid}`, `/studies/${studyUid}/series/${seriesUid}`, pathOf(nested.key)];

  const counts = await Promise.all(levels.map(async (path) => (await read(`${path}/metadata`)).length));

  expect(counts).toEqual([21, 20, 1]);
});

it('points to bulk data by URLs below the public address, also inside sequences', async () => {
  const [metadata] = await read(`${pathOf(nested.key)}/metadata`);

  const url = `${baseUrl}/dicomweb${pathOf(nested.key)}/bulkdata`;
  expect(metadata?.['7FE00010']?.BulkDataURI).toBe(`${url}/7FE00010`);
  expect(metadata?.['00081140']?.Value?.[0]).toMatchObject({
    '00420011': { BulkDataURI: `${url}/00081140.0.00420011` },
  });
});

it('leaves a text alone that looks like a pointer', async () => {
  const [metadata] = await read(`/studies/${studyUid}/series/${seriesUid}/metadata`);

  expect(metadata?.['0008103E']?.Value).toEqual([trap]);
});

it('is DICOM JSON also for the Accept that OHIF sends', async () => {
  const accept = 'application/dicom+json, multipart/related; type=application/octet-stream';

  const reply = await archive.get(`${pathOf(nested.key)}/metadata`, { accept });

  expect(reply.headers['Content-Type']).toBe('application/dicom+json');
});

it('is not to be had as XML', async () => {
  const asked = archive.get(`${pathOf(nested.key)}/metadata`, { accept: 'application/dicom+xml' });

  await expect(asked).rejects.toMatchObject({
    status: 406,
    message: expect.stringContaining('application/dicom+json'),
  });
});

it.each([
  ['lost', (path: string) => rm(path)],
  ['torn', (path: string) => writeFile(path, 'not a sidecar')],
])('is derived anew from the instance when its sidecar is %s, and kept again', async (_name, harm) => {
  const before = await read(`${pathOf(nested.key)}/metadata`);
  await harm(sidecarOf(nested));

  const after = await read(`${pathOf(nested.key)}/metadata`);

  expect(after).toEqual(before);
  const kept = await archive.gateway.archive.readSidecar(permitFor('study.read'), nested.key);
  expect(kept?.length).toBeGreaterThan(100);
});

it('streams when it is long', async () => {
  const long = makeCtSeries(200, { extra: [element('00104000', 'LT', 'y'.repeat(10_000))] });
  for (const { bytes } of long) await archive.keep([bytes]);

  const reply = await archive.get(`/studies/${long[0]?.key.studyUid}/metadata`, json);

  expect(reply.body).not.toBeInstanceOf(Uint8Array);
  expect(JSON.parse((await bodyOf(reply)).toString())).toHaveLength(200);
});
