import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  firstValue,
  openSearchableGateway,
  type SearchableGateway,
  seriesA1,
  seriesA2,
  seriesB1,
  seriesC1,
  studyA,
  studyB,
  studyC,
} from './searchable-gateway.ts';

let gateway: SearchableGateway;
beforeAll(async () => {
  gateway = await openSearchableGateway();
});
afterAll(() => gateway.close());

const studiesWith = async (query: string) => (await gateway.uids(`/studies?${query}`)).sort();

describe('matching (PS3.18 8.3.4.1, PS3.4 C.2.2.2)', () => {
  it.each([
    ['single value, by keyword (C.2.2.2.1)', 'PatientID=P-1', [studyA]],
    ['single value, by tag', '00100020=P-1', [studyA]],
    ['single value, with case, as all but names (C.2.2.2.1)', 'PatientID=p-1', []],
    ['single value: no substring', 'PatientID=P', []],
    ['a percent-encoded value', 'PatientName=M%C3%BCller%5EJ%C3%B6rg', [studyB]],
    ['a list of UIDs with commas (C.2.2.2.2)', `StudyInstanceUID=${studyA},${studyC}`, [studyA, studyC]],
    ['a list of UIDs with backslashes, as OHIF writes it', `StudyInstanceUID=${studyA}%5C${studyB}`, [studyA, studyB]],
    ['universal: an empty value (C.2.2.2.3)', 'PatientID=', [studyA, studyB, studyC]],
    ['universal: an asterisk finds empty values too (C.2.2.2.4)', 'PatientName=*', [studyA, studyB, studyC]],
    ['wildcard at the end (C.2.2.2.4)', 'StudyDescription=Th*', [studyC]],
    ['wildcard at the beginning', 'StudyDescription=*rain', [studyB]],
    ['wildcard on both sides', 'StudyDescription=*ora*', [studyC]],
    ['wildcard for one character', 'PatientID=P-?', [studyA, studyB]],
    ['wildcards together', 'PatientID=?-3*', [studyC]],
    ['wildcard that leaves case as it is', 'StudyDescription=*BRAIN*', []],
    ['wildcard characters of SQL as plain characters', 'StudyDescription=%25', []],
    ['one date (C.2.2.2.5.1)', 'StudyDate=20240131', [studyA]],
    ['a range of dates', 'StudyDate=20240131-20240201', [studyA, studyB]],
    ['dates up to', 'StudyDate=-20240131', [studyA]],
    ['dates from', 'StudyDate=20240201-', [studyB, studyC]],
    ['a range of times (C.2.2.2.5.2)', 'StudyTime=1100-1300', [studyC]],
    ['an hour as all of it', 'StudyTime=23', [studyA]],
    [
      'dates and times as one range of moments (C.2.2.2.5.4)',
      'StudyDate=20240131-20240201&StudyTime=2350-0010',
      [studyA, studyB],
    ],
    ['a modality among those of the study (C.2.2.2.6)', 'ModalitiesInStudy=SR', [studyA]],
    ['any of several modalities, as OHIF asks for them', 'ModalitiesInStudy=MR%2CSR', [studyA, studyB]],
    ['any of several modalities, with a backslash', 'ModalitiesInStudy=SR%5CM*', [studyA, studyB]],
    ['one modality and nothing more', 'ModalitiesInStudy=,SR,', [studyA]],
    ['no modality at all, as OHIF sends it', 'ModalitiesInStudy=', [studyA, studyB, studyC]],
    ['names whatever their case (C.2.2.2.1)', 'PatientName=nowak%5Eada', [studyA]],
    ['names whatever their accents', 'PatientName=Muller%5EJorg', [studyB]],
    ['two attributes as "and"', 'PatientID=P-1&StudyDate=20240201', []],
    ['an attribute below the level of the search not at all', 'SeriesInstanceUID=2.25.404', [studyA, studyB, studyC]],
    ['a parameter that nobody knows not at all (8.3.4)', 'favourite=blue&PatientID=P-1', [studyA]],
  ])('matches %s', async (_rule, query, expected) => {
    expect(await studiesWith(query)).toEqual(expected);
  });

  it('takes an asterisk in a value for a wildcard, encoded or not (C.2.2.2.4)', async () => {
    expect(await studiesWith('AccessionNumber=A%2A1')).toEqual([studyA, studyB]);
  });

  it.each([
    ['SeriesNumber=2', [seriesA2]],
    ['Modality=CT', [seriesA1]],
    ['PerformedProcedureStepStartDate=20240131&PerformedProcedureStepStartTime=2300-2330', [seriesA2]],
    ['RequestAttributesSequence.RequestedProcedureID=RP-9', [seriesA1]],
    ['00400275.00400009=SPS-7', [seriesA1]],
    ['00400275.00400009=SPS-8', []],
  ])('matches the attributes of a series: %s (Table 10.6.1-5)', async (query, expected) => {
    expect(await gateway.uids(`/studies/${studyA}/series?${query}`)).toEqual(expected);
  });

  it.each([
    ['InstanceNumber=2', [`${seriesA1}.2`]],
    ['SOPInstanceUID=2.25.10.1.1', [`${seriesA1}.1`]],
    ['SOPClassUID=1.2.840.10008.5.1.4.1.1.4', [`${seriesC1}.1`]],
    ['PatientID=P-2', [`${seriesB1}.1`]],
  ])('matches the attributes of an instance and of what is above it: %s', async (query, expected) => {
    expect(await gateway.uids(`/instances?${query}`)).toEqual(expected);
  });
});

describe('options of matching (PS3.18 8.3.4)', () => {
  it.each([
    ['PatientName=ada', 'false', []],
    ['PatientName=ada', 'true', [studyA]],
    ['PatientName=jorg mull', 'true', [studyB]],
  ])('fuzzymatching finds %s by the beginnings of words: %s (8.3.4.2)', async (query, flag, expected) => {
    expect(await studiesWith(`${query}&fuzzymatching=${flag}`)).toEqual(expected);
  });

  it.each([
    ['AccessionNumber=%22%22', [studyC]],
    ['PatientName=%22%22', [studyC]],
    ['AccessionNumber=%22%22&PatientID=P-1', []],
  ])('emptyvaluematching finds what has no value: %s (8.3.4.6, PS3.4 C.2.2.2.7)', async (query, expected) => {
    const response = await gateway.search(`/studies?${query}&emptyvaluematching=true`);

    expect(response.headers.get('warning')).toBeNull();
    expect(await studiesWith(`${query}&emptyvaluematching=true`)).toEqual(expected);
    expect(await studiesWith(query)).toEqual([]);
  });

  it('emptyvaluematching asks dates and times too', async () => {
    expect(await studiesWith('StudyDate=%22%22&StudyTime=%22%22&emptyvaluematching=true')).toEqual([]);
  });

  it('emptyvaluematching reaches series too', async () => {
    const query = 'PerformedProcedureStepStartDate=%22%22&emptyvaluematching=true';

    expect(await gateway.uids(`/studies/${studyA}/series?${query}`)).toEqual([seriesA1]);
  });

  it.each([
    ['ModalitiesInStudy=CT%5CSR', [studyA]],
    ['ModalitiesInStudy=CT%5CMR', []],
    ['PatientName=nowak*%5C*ada', [studyA]],
    ['StudyDescription=Brain%5C', [studyB]],
  ])('multiplevaluematching wants every value: %s (8.3.4.7, PS3.4 C.2.2.2.8)', async (query, expected) => {
    const response = await gateway.search(`/studies?${query}&multiplevaluematching=true`);

    expect(response.headers.get('warning')).toBeNull();
    expect(await studiesWith(`${query}&multiplevaluematching=true`)).toEqual(expected);
  });

  it.each(['emptyvaluematching=1', 'multiplevaluematching=yes'])('answers 400 to %s', async (query) => {
    expect((await gateway.search(`/studies?${query}`)).status).toBe(400);
  });
});

describe('dates and times of a zone (PS3.4 C.2.2.2.1.3, C.2.2.2.5)', () => {
  it.each([
    ['as they are stored, where no zone is given', 'StudyDate=20240201', [studyB]],
    ['of the zone of the query', 'StudyDate=20240201&TimezoneOffsetFromUTC=%2B0100', [studyB]],
    ['of the day before in the west', 'StudyDate=20240131&PatientID=P-2&TimezoneOffsetFromUTC=-0500', [studyB]],
    ['not of a day that it is not there', 'StudyDate=20240201&TimezoneOffsetFromUTC=-0500', []],
    ['of the moment', 'StudyDate=20240131-20240131&StudyTime=2300-2302&TimezoneOffsetFromUTC=%2B0000', [studyB]],
    ['of the time of day', 'StudyTime=1800-1802&TimezoneOffsetFromUTC=-0500', [studyB]],
    ['of what is stored without a zone, as it is', 'StudyDate=20250101&TimezoneOffsetFromUTC=-0500', [studyC]],
  ])('are %s', async (_rule, query, expected) => {
    expect(await studiesWith(query)).toEqual(expected);
  });

  it('tells the zone of what it finds, in which its dates and times are', async () => {
    const [match] = await gateway.find('/studies?StudyDate=20240131&PatientID=P-2&TimezoneOffsetFromUTC=-0500');

    expect([firstValue(match, '00080020'), firstValue(match, '00080201')]).toEqual(['20240201', '+0100']);
  });

  it('answers 400 to a zone that is none', async () => {
    expect((await gateway.search('/studies?TimezoneOffsetFromUTC=CET')).status).toBe(400);
  });
});
