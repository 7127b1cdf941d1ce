import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { retrieveMetadata } from '../../shared/retrieve/retrieve-metadata.ts';
import { type MadeInstance, makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { permitFor } from '../makers/permits.ts';
import { bodyOf, openSmallArchive, type SmallArchive } from './open-small-archive.ts';

const series = makeCtSeries(8);
const { studyUid, seriesUid } = (series[0] as MadeInstance).key;
const json = { accept: 'application/dicom+json' };
let archive: SmallArchive;
beforeEach(async () => {
  archive = await openSmallArchive();
  for (const { bytes } of series) await archive.keep([bytes]);
});
afterEach(() => archive.close());

const folder = () => join(archive.folder, 'archive/studies', studyUid, seriesUid);
const ask = async (path: string): Promise<string> =>
  (await bodyOf(await archive.get(`${path}/metadata`, json))).toString();
const askSeries = () => ask(`/studies/${studyUid}/series/${seriesUid}`);

/** Whoever still answers did not look at a single instance. */
async function removeInstances(): Promise<void> {
  for (const { key } of series) {
    await rm(join(folder(), `${key.sopInstanceUid}.sidecar`));
    await rm(join(folder(), `${key.sopInstanceUid}.dcm`));
  }
}

it('answers the second time from one object, byte for byte like the first', async () => {
  const first = await askSeries();
  await removeInstances();

  expect(await askSeries()).toBe(first);
  expect(JSON.parse(first)).toHaveLength(8);
});

it('answers for the study too', async () => {
  const other = makeCt({ studyUid });
  await archive.keep([other.bytes]);
  const first = await ask(`/studies/${studyUid}`);
  await removeInstances();

  expect(await ask(`/studies/${studyUid}`)).toBe(first);
  expect(JSON.parse(first)).toHaveLength(9);
});

it('is not looked at once the series has one instance more', async () => {
  await askSeries();
  const later = makeCt({ studyUid, seriesUid, instanceNumber: '9' });
  await archive.keep([later.bytes]);

  const metadata = JSON.parse(await askSeries());

  expect(metadata).toHaveLength(9);
  expect(metadata.at(-1)['00080018'].Value).toEqual([later.key.sopInstanceUid]);
});

it('is not looked at once the gateway has another address', async () => {
  await askSeries();
  const { gateway } = archive;
  const moved = { ...gateway, settings: { ...gateway.settings, publicBaseUrl: 'https://moved.example' } };

  const permit = permitFor('study.read');
  const { open } = await retrieveMetadata(permit, { studyUid, seriesUid }, { headers: json, query: '' }, moved);

  const [first] = JSON.parse((await bodyOf({ status: 200, headers: {}, body: await open() })).toString());
  expect(first['7FE00010'].BulkDataURI).toMatch(/^https:\/\/moved\.example\//);
});

it('is made anew when it is torn', async () => {
  const first = await askSeries();
  await writeFile(join(folder(), 'metadata.pack'), 'torn');

  expect(await askSeries()).toBe(first);
});

it('that cannot be kept costs nobody an answer', async () => {
  const { gateway } = archive;
  const full = Object.create(gateway.archive, {
    replacePack: { value: () => Promise.reject(new Error('the disk is full')) },
  });

  const permit = permitFor('study.read');
  const { open } = await retrieveMetadata(
    permit,
    { studyUid, seriesUid },
    { headers: json, query: '' },
    { ...gateway, archive: full },
  );

  expect(JSON.parse((await bodyOf({ status: 200, headers: {}, body: await open() })).toString())).toHaveLength(8);
});
