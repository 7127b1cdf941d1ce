import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';
import { isOrthancInstalled, type Orthanc, startOrthanc } from './start-orthanc.ts';

const isInstalled = isOrthancInstalled();
if (!isInstalled) {
  console.warn('SKIPPED: no Orthanc here, so no peer pushes and reads (Debian: orthanc, orthanc-dicomweb).');
}

const series = makeCtSeries(3, { patientName: 'Peer^Ada', frames: 2 });
const [first = makeCt()] = series;
const { studyUid } = first.key;
const compressed = makeCt({
  studyUid,
  patientName: 'Peer^Ada',
  frames: 2,
  transferSyntaxUid: transferSyntaxes.jpegLsLossless,
  pixelData: fragments([Buffer.alloc(0), Buffer.from('one code'), Buffer.from('stream is here')]),
});
const study = [...series, compressed];

describe.skipIf(!isInstalled)('Orthanc as a client of this gateway', () => {
  let gateway: TestGateway;
  let orthanc: Orthanc;
  beforeAll(async () => {
    gateway = await startGateway();
    orthanc = await startOrthanc({ dicomwebUrl: gateway.dicomwebUrl, token: await gateway.token() });
    for (const { bytes } of study) await orthanc.post('/instances', bytes);
  });
  afterAll(async () => {
    await orthanc?.close();
    await gateway?.close();
  });

  const idsIn = async (level: 'studies' | 'instances'): Promise<string[]> =>
    (await (await orthanc.get(`/${level}`)).json()) as string[];
  const filesIn = async (): Promise<Buffer[]> => {
    const ids = await idsIn('instances');
    return Promise.all(
      ids.map(async (id) => Buffer.from(await (await orthanc.get(`/instances/${id}/file`)).arrayBuffer())),
    );
  };

  it('pushes a study in (STOW-RS)', async () => {
    const [id] = await idsIn('studies');

    await orthanc.post('/dicom-web/servers/portcullis/stow', { Resources: [id], Synchronous: true });

    const found = await gateway.fetch(`/studies/${studyUid}/instances`, { headers: { accept: '*/*' } });
    expect(await found.json()).toHaveLength(study.length);
  });

  it('finds the study (QIDO-RS)', async () => {
    const found = await orthanc.post('/dicom-web/servers/portcullis/qido', {
      Uri: '/studies',
      Arguments: { PatientName: 'Peer*' },
    });

    expect(found).toMatchObject([{ '0020000D': { Value: studyUid }, '00100010': { Value: 'Peer^Ada' } }]);
  });

  it('reads the study back after it has lost it, byte for byte (WADO-RS)', async () => {
    const [id] = await idsIn('studies');
    const before = (await filesIn()).map(hexOf).sort();
    await orthanc.delete(`/studies/${id}`);
    expect(await idsIn('instances')).toEqual([]);

    await orthanc.post('/dicom-web/servers/portcullis/retrieve', { Resources: [{ Study: studyUid }] });

    expect((await filesIn()).map(hexOf).sort()).toEqual(before);
  });

  it('passes the metadata of a series on to its own users (WADO-RS)', async () => {
    const { seriesUid } = first.key;

    const answer = await orthanc.post('/dicom-web/servers/portcullis/get', {
      Uri: `/studies/${studyUid}/series/${seriesUid}/metadata`,
      HttpHeaders: { Accept: 'application/dicom+json' },
    });

    expect(answer).toHaveLength(series.length);
  });
});

const hexOf = (bytes: Buffer): string => bytes.toString('hex');
