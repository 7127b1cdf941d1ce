import { utils } from 'dicomweb-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { element, fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';
import { clientFunctions, type DicomwebClient, notingCalls, openDicomwebClient } from './open-dicomweb-client.ts';

const lookupTable = Buffer.from(Array.from({ length: 4096 }, (_, index) => index & 0xff));
const native = makeCtSeries(2, {
  frames: 3,
  patientName: 'Client^Ada',
  extra: [element('00281201', 'OW', lookupTable)],
});
const [first = makeCt(), second = makeCt()] = native;
const { studyUid, seriesUid } = first.key;
const codestreams = ['code', 'stream'].map((text) => Buffer.from(text));
const compressed = makeCt({
  frames: 2,
  transferSyntaxUid: transferSyntaxes.jpegLsLossless,
  pixelData: fragments([Buffer.alloc(0), ...codestreams]),
});
const rle = makeCt({
  frames: 2,
  transferSyntaxUid: transferSyntaxes.rleLossless,
  pixelData: fragments([Buffer.alloc(0), ...codestreams]),
});

const inSeries = { studyInstanceUID: studyUid, seriesInstanceUID: seriesUid };
const uidsIn = ({ key }: typeof first) => ({
  studyInstanceUID: key.studyUid,
  seriesInstanceUID: key.seriesUid,
  sopInstanceUID: key.sopInstanceUid,
});
const inInstance = uidsIn(first);
const inCompressed = uidsIn(compressed);
const bytesOf = (buffers: readonly ArrayBuffer[]): Buffer[] => buffers.map((buffer) => Buffer.from(buffer));
const uidsOf = (found: readonly DicomJson[], tag: string) => found.map((match) => match[tag]?.Value?.[0]);
const frameOf = (pixelBytes: Buffer, number: number) => pixelBytes.subarray((number - 1) * 512, number * 512);

/** By its first bytes. */
function kindOf([image = new ArrayBuffer(0)]: readonly ArrayBuffer[]): string | undefined {
  const head = Buffer.from(image).toString('latin1', 0, 4);
  return {
    '\xff\xd8\xff\xe0': 'image/jpeg',
    '\xff\xd8\xff\xdb': 'image/jpeg',
    '\x89PNG': 'image/png',
    GIF8: 'image/gif',
  }[head];
}

describe('dicomweb-client', () => {
  let gateway: TestGateway;
  let client: DicomwebClient;
  const called = new Set<string>();
  beforeAll(async () => {
    gateway = await startGateway();
    client = notingCalls(await openDicomwebClient(gateway), called);
    const { stored } = await store();
    expect(stored).toHaveLength(4);
  });
  afterAll(() => gateway.close());

  async function store(studyInstanceUID?: string) {
    const datasets = [first, second, compressed, rle].map(({ bytes }) => new Uint8Array(bytes).buffer);
    const inStudy = studyInstanceUID === undefined ? {} : { studyInstanceUID };
    const receipt = JSON.parse(await client.storeInstances({ datasets, ...inStudy })) as DicomJson;
    return { stored: receipt['00081199']?.Value ?? [], failed: receipt['00081198']?.Value ?? [] };
  }

  it('stores into one study and hears which instances were of another (storeInstances)', async () => {
    const { stored, failed } = await store(studyUid);

    expect(stored).toHaveLength(2);
    expect(failed).toHaveLength(2);
  });

  it('searches for studies, series and instances (searchFor…)', async () => {
    const studies = await client.searchForStudies({ queryParams: { PatientName: 'client*', limit: 5 } });
    const series = await client.searchForSeries({ studyInstanceUID: studyUid });
    const instances = await client.searchForInstances(inSeries);

    expect(uidsOf(studies, '0020000D')).toEqual([studyUid]);
    expect(uidsOf(series, '0020000E')).toEqual([seriesUid]);
    expect(uidsOf(instances, '00080018').sort()).toEqual(native.map(({ key }) => key.sopInstanceUid).sort());
  });

  it('takes 204 for an empty list (searchForStudies)', async () => {
    expect(await client.searchForStudies({ queryParams: { PatientID: 'NOBODY' } })).toEqual([]);
  });

  it('reads metadata at three levels (retrieve…Metadata)', async () => {
    const ofStudy = await client.retrieveStudyMetadata({ studyInstanceUID: studyUid });
    const ofSeries = await client.retrieveSeriesMetadata(inSeries);
    const ofInstance = await client.retrieveInstanceMetadata(inInstance);

    expect(ofStudy).toEqual(ofSeries);
    expect(ofSeries).toHaveLength(2);
    expect(ofInstance).toEqual([ofSeries[0]]);
  });

  it('retrieves study, series and instance as stored (retrieveStudy, retrieveSeries, retrieveInstance)', async () => {
    const study = await client.retrieveStudy({ studyInstanceUID: studyUid });
    const series = await client.retrieveSeries(inSeries);
    const instance = await client.retrieveInstance(inInstance);

    expect(bytesOf(study)).toEqual(native.map(({ bytes }) => bytes));
    expect(bytesOf(series)).toEqual(native.map(({ bytes }) => bytes));
    expect(Buffer.from(instance)).toEqual(first.bytes);
  });

  it('retrieves native frames (retrieveInstanceFrames)', async () => {
    const frames = await client.retrieveInstanceFrames({ ...inInstance, frameNumbers: [3, 1] });

    expect(bytesOf(frames)).toEqual([3, 1].map((number) => frameOf(first.pixelBytes, number)));
  });

  it('retrieves compressed frames with the media types that OHIF offers (retrieveInstanceFrames)', async () => {
    const mediaTypes = [
      { mediaType: 'application/octet-stream', transferSyntaxUID: '1.2.840.10008.1.2.1' },
      { mediaType: 'image/jls', transferSyntaxUID: '1.2.840.10008.1.2.4.80' },
    ];

    const frames = await client.retrieveInstanceFrames({ ...inCompressed, frameNumbers: [1, 2], mediaTypes });

    expect(bytesOf(frames)).toEqual(codestreams);
  });

  it('retrieves frames in RLE, for which it knows an older media type (retrieveInstanceFrames)', async () => {
    const mediaTypes = [{ mediaType: 'image/x-dicom-rle', transferSyntaxUID: '1.2.840.10008.1.2.5' }];

    const frames = await client.retrieveInstanceFrames({ ...uidsIn(rle), frameNumbers: [2], mediaTypes });

    expect(bytesOf(frames)).toEqual([codestreams[1]]);
  });

  it('follows a BulkDataURI, whole and in ranges (retrieveBulkData)', async () => {
    const [metadata] = await client.retrieveInstanceMetadata(inInstance);
    const BulkDataURI = metadata?.['00281201']?.BulkDataURI ?? '';
    const singlePart = await openDicomwebClient(gateway, 'bulkdata');

    const whole = await client.retrieveBulkData({ BulkDataURI });
    const headers = { Accept: 'application/octet-stream', Range: 'bytes=256-511' };
    const range = await singlePart.retrieveBulkData({ BulkDataURI, headers });

    expect(bytesOf(whole)).toEqual([lookupTable]);
    expect(bytesOf(range)).toEqual([lookupTable.subarray(256, 512)]);
  });

  it('asks for a range of many parts, and gets the whole (retrieveBulkData with byteRange)', async () => {
    const [metadata] = await client.retrieveInstanceMetadata(inInstance);
    const BulkDataURI = metadata?.['00281201']?.BulkDataURI ?? '';

    expect(bytesOf(await client.retrieveBulkData({ BulkDataURI, byteRange: [0, 15] }))).toEqual([lookupTable]);
  });

  it.each(['image/jpeg', 'image/png', 'image/gif'])(
    'draws an instance and a frame as %s (retrieveInstanceRendered, retrieveInstanceFramesRendered)',
    async (mediaType) => {
      const mediaTypes = [{ mediaType }];

      const whole = await client.retrieveInstanceRendered({ ...inInstance, mediaTypes });
      const frame = await client.retrieveInstanceFramesRendered({ ...inInstance, mediaTypes, frameNumbers: [2] });

      expect([kindOf(whole), kindOf(frame)]).toEqual([mediaType, mediaType]);
    },
  );

  it('draws what it is given by default (retrieveInstanceRendered)', async () => {
    expect(kindOf(await client.retrieveInstanceRendered(inInstance))).toBe('image/jpeg');
  });

  it('draws with a window and a viewport (queryParams)', async () => {
    const queryParams = { window: '40,400,linear', viewport: '8,8', quality: '80' };

    const [drawn = new ArrayBuffer(0)] = await client.retrieveInstanceRendered({
      ...inInstance,
      queryParams,
      mediaTypes: [{ mediaType: 'image/png' }],
    });

    expect([Buffer.from(drawn).readUInt32BE(16), Buffer.from(drawn).readUInt32BE(20)]).toEqual([8, 8]);
  });

  it('gets thumbnails (retrieveInstanceThumbnail, retrieveInstanceFramesThumbnail)', async () => {
    const ofInstance = await client.retrieveInstanceThumbnail(inInstance);
    const ofFrame = await client.retrieveInstanceFramesThumbnail({ ...inInstance, frameNumbers: [1] });

    expect([kindOf(ofInstance), kindOf(ofFrame)]).toEqual(['image/jpeg', 'image/jpeg']);
  });

  it('makes URLs of the URI Service that lead to the instance (buildInstanceWadoURIUrl)', async () => {
    const url = new URL(client.buildInstanceWadoURIUrl({ ...inInstance, contentType: 'application/dicom' }));
    const headers = { authorization: `Bearer ${await gateway.token()}`, accept: '*/*' };
    url.searchParams.set('transferSyntax', '1.2.840.10008.1.2.1');

    const response = await fetch(`${gateway.baseUrl}/wado${url.search}`, { headers });

    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(first.bytes);
  });

  it('reads the UIDs of our URLs (utils)', async () => {
    const [match] = await client.searchForStudies({ queryParams: { StudyInstanceUID: studyUid } });
    const url = String(match?.['00081190']?.Value?.[0]);
    const [metadata] = await client.retrieveInstanceMetadata(inInstance);
    const bulkUrl = metadata?.['00281201']?.BulkDataURI ?? '';

    const instanceUrl = bulkUrl.replace(/\/bulkdata\/.*/, '');
    expect(utils.getStudyInstanceUIDFromUri(url)).toBe(studyUid);
    expect(utils.getSeriesInstanceUIDFromUri(bulkUrl)).toBe(seriesUid);
    expect(utils.getSOPInstanceUIDFromUri(instanceUrl)).toBe(first.key.sopInstanceUid);
    expect(utils.getFrameNumbersFromUri(`${gateway.dicomwebUrl}/studies/1/series/2/instances/3/frames/1,2`)).toEqual([
      '1',
      '2',
    ]);
  });

  it('hears why something is refused', async () => {
    const asked = client.retrieveInstanceFrames({ ...inCompressed, frameNumbers: [1] });

    await expect(asked).rejects.toMatchObject({ status: 406 });
  });

  it('has been asked for everything that it can', () => {
    expect(clientFunctions.length).toBeGreaterThan(15);
    expect(clientFunctions.filter((name) => !called.has(name))).toEqual([]);
  });
});
