import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  firstValue,
  openSearchableGateway,
  type SearchableGateway,
  seriesA1,
  seriesB1,
  studyA,
  studyB,
  studyC,
} from './searchable-gateway.ts';

let gateway: SearchableGateway;
beforeAll(async () => {
  gateway = await openSearchableGateway();
});
afterAll(() => gateway.close());

describe('what a match tells (PS3.18 Tables 10.6.3-3 to -5)', () => {
  const studyDefaults =
    '00080020 00080030 00080050 00080056 00080061 00080090 00081030 00081190 00100010 00100020 00100030 00100040 0020000D 00200010 00201206 00201208'.split(
      ' ',
    );
  const seriesDefaults = '00080060 0008103E 00081190 0020000E 00200011 00201209'.split(' ');
  const instanceDefaults = '00080016 00080018 00080056 00081190 00083002 00200013 00280010 00280011 00280100'.split(
    ' ',
  );
  const together = (...lists: string[][]) => [...new Set(lists.flat())].sort();

  it.each([
    ['/studies?PatientID=P-1', studyDefaults],
    [`/studies/${studyA}/series?Modality=SR`, together(seriesDefaults, ['0020000D', '00400244', '00400245'])],
    ['/series?SeriesInstanceUID=2.25.10.1', together(studyDefaults, seriesDefaults, ['00400275'])],
    [`/studies/${studyA}/series/${seriesA1}/instances`, together(instanceDefaults, ['0020000D', '0020000E'])],
    [
      `/studies/${studyA}/instances?InstanceNumber=2`,
      together(instanceDefaults, seriesDefaults, ['0020000D', '00400275']),
    ],
    ['/instances?SOPInstanceUID=2.25.10.1.1', together(studyDefaults, seriesDefaults, instanceDefaults, ['00400275'])],
  ])('by default, ascending: %s', async (path, expected) => {
    const [match = {}] = await gateway.find(path);

    expect(Object.keys(match)).toEqual(expected);
  });

  it('counts series and instances (00201206, 00201208, 00201209) and collects modalities (00080061)', async () => {
    const [study] = await gateway.find('/studies?PatientID=P-1');
    const [series] = await gateway.find(`/studies/${studyA}/series`);

    expect([firstValue(study, '00201206'), firstValue(study, '00201208')]).toEqual([2, 3]);
    expect(study?.['00080061']?.Value).toEqual(['CT', 'SR']);
    expect(firstValue(series, '00201209')).toBe(2);
  });

  it('keeps empty attributes without Value, and leaves out what only may be there (F.2.5)', async () => {
    const [match] = await gateway.find('/studies?PatientID=P-30');

    expect(match?.['00100010']).toEqual({ vr: 'PN' });
    expect(match?.['00080050']).toEqual({ vr: 'SH' });
    expect(match).not.toHaveProperty('00080201');
  });

  it('tells the time zone where it is known (00080201)', async () => {
    const [match] = await gateway.find('/studies?PatientID=P-2');

    expect(firstValue(match, '00080201')).toBe('+0100');
  });

  it('gives frames, size and transfer syntax of an instance', async () => {
    const [match] = await gateway.find(`/studies/${studyC}/instances`);

    expect(firstValue(match, '00280008')).toBe(2);
    expect(firstValue(match, '00280010')).toBe(16);
    expect(firstValue(match, '00083002')).toBe('1.2.840.10008.1.2.1');
  });

  it.each([
    [`/studies?PatientID=P-1`, `/studies/${studyA}`],
    [`/studies/${studyA}/series`, `/studies/${studyA}/series/${seriesA1}`],
    [`/instances?PatientID=P-2`, `/studies/${studyB}/series/${seriesB1}/instances/${seriesB1}.1`],
  ])('points with RetrieveURL (00081190) to what can be retrieved: %s', async (path, resource) => {
    const [match] = await gateway.find(path);
    const url = String(firstValue(match, '00081190'));

    const authorization = `Bearer ${await gateway.token()}`;
    const retrieved = await fetch(url, {
      headers: { authorization, accept: 'multipart/related; type="application/dicom"' },
    });

    expect(url).toBe(gateway.dicomwebUrl + resource);
    expect(retrieved.status).toBe(200);
    await retrieved.arrayBuffer();
  });
});

describe('includefield (PS3.18 8.3.4.3)', () => {
  it.each([
    ['a keyword', 'includefield=PatientAge', ['00101010']],
    ['a tag', 'includefield=00101010', ['00101010']],
    ['a list', 'includefield=PatientAge,00101030', ['00101010', '00101030']],
    ['repeated', 'includefield=PatientAge&includefield=PatientWeight', ['00101010', '00101030']],
    ['all', 'includefield=all', ['00100021', '00100032', '00101010', '00101020', '00101030']],
    ['a list and all', 'includefield=PatientAge&includefield=all', ['00100021', '00101010', '00101030']],
    ['what is matched on', 'StudyDescription=Brain', ['00081030']],
    ['nothing that it does not know', 'includefield=FavouriteColour,,0009001A', []],
  ])('adds %s', async (_form, query, added) => {
    const [match] = await gateway.find(`/studies?PatientID=P-2&${query}`);

    expect(Object.keys(match ?? {})).toEqual(expect.arrayContaining(added));
  });

  it('never gives attributes of a level below (10.6.3.3)', async () => {
    const [match] = await gateway.find(
      '/studies?PatientID=P-1&includefield=SeriesInstanceUID,SOPInstanceUID,Modality,all',
    );

    for (const tag of ['0020000E', '00080018', '00080060', '00201209']) expect(match).not.toHaveProperty(tag);
  });

  it('gives attributes of the levels above', async () => {
    const [match] = await gateway.find(`/studies/${studyA}/series?includefield=PatientName,StudyDate`);

    expect(match?.['00100010']?.Value).toEqual([{ Alphabetic: 'Nowak^Ada' }]);
    expect(firstValue(match, '00080020')).toBe('20240131');
  });
});
