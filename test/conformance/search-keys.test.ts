import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';
import {
  firstValue,
  openSearchableGateway,
  type SearchableGateway,
  seriesA1,
  studyA,
  studyB,
} from './searchable-gateway.ts';

const studyD = '2.25.40';
const seriesD1 = `${studyD}.1`;
const request = (step: string, procedure: string) => [
  element('00400009', 'SH', step),
  element('00401001', 'SH', procedure),
];
const issued = (id: string, issuer: string) => [element('00100020', 'LO', id), element('00100021', 'LO', issuer)];

/** In the second block of its group, so that a query's own block is another. */
const acme = [
  element('00290010', 'LO', 'OTHER'),
  element('00290011', 'LO', 'ACME'),
  element('00291008', 'LO', 'not this'),
  element('00291108', 'LO', 'FAST'),
  element('00291109', 'IS', '+007'),
];
const made = makeCt({
  studyUid: studyD,
  seriesUid: seriesD1,
  sopInstanceUid: `${seriesD1}.1`,
  patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう',
  patientId: 'P-4',
  studyDate: '20200101',
  extra: [
    sequence('00400275', [request('SPS-7', 'RP-9'), request('SPS-6', 'RP-8')]),
    sequence('00101002', [issued('X1', 'HERE'), issued('X2', 'THERE')]),
    element('0008002A', 'DT', '20200101120000+0100'),
    element('00180050', 'DS', '2.50'),
    ...acme,
  ],
});

const keys = [
  'study:OtherPatientIDsSequence.PatientID',
  'study:OtherPatientIDsSequence.IssuerOfPatientID',
  'series:Manufacturer',
  'instance:SliceThickness',
  'instance:AcquisitionDateTime',
  'instance:00291008[ACME]:LO',
  'instance:00291009[ACME]:IS',
];

let gateway: SearchableGateway;
beforeAll(async () => {
  gateway = await openSearchableGateway({ SEARCH_KEYS: keys.join(',') }, [made]);
});
afterAll(() => gateway.close());

const studiesWith = async (query: string) => (await gateway.uids(`/studies?${query}`)).sort();

describe('names by component and group (PS3.5 6.2.1, PS3.4 C.2.2.2.1.1)', () => {
  it.each([
    ['any group, where none is named', '%E5%B1%B1%E7%94%B0%5E%E5%A4%AA%E9%83%8E', [studyD]],
    ['the ideographic group', '%3D%E5%B1%B1%E7%94%B0%5E%E5%A4%AA%E9%83%8E', [studyD]],
    ['no ideographic group of those letters', '%3Dyamada%5Etarou', []],
    ['the phonetic group', '%3D%3D%E3%82%84%E3%81%BE%E3%81%A0*', [studyD]],
    ['two groups at once', 'yamada%5Etarou%3D%E5%B1%B1%E7%94%B0*', [studyD]],
    ['two groups of which one is another', 'yamada%5Etarou%3D%E7%94%B0*', []],
    ['nothing by one component alone', 'yamada', []],
    ['a family name, by wildcard', 'yamada%5E*', [studyD]],
    ['a given name, by wildcard', '*%5Etarou', [studyD]],
  ])('finds %s', async (_rule, name, expected) => {
    expect(await studiesWith(`PatientName=${name}`)).toEqual(expected);
  });

  it.each([
    ['a family name', 'yamada', [studyD]],
    ['a given name', '%5Etarou', [studyD]],
    ['a component of the ideographic group', '%E5%A4%AA%E9%83%8E', [studyD]],
    ['without accents', 'MULLER', [studyB]],
  ])('with fuzzymatching by %s alone (8.3.4.2)', async (_rule, name, expected) => {
    expect(await studiesWith(`PatientName=${name}&fuzzymatching=true`)).toEqual(expected);
  });
});

describe('sequences (PS3.4 C.2.2.2.6)', () => {
  it.each([
    ['00400275.00400009=SPS-7&00400275.00401001=RP-9', [seriesA1, seriesD1]],
    ['00400275.00400009=SPS-7&00400275.00401001=RP-8', []],
    ['00400275.00400009=SPS-6&00400275.00401001=RP-8', [seriesD1]],
    ['00400275.00400009=SPS-*&00400275.00401001=RP-8', [seriesD1]],
    ['00400275.00401001=RP-8', [seriesD1]],
  ])('one item must meet all: %s', async (query, expected) => {
    expect(await gateway.uids(`/series?${query}`)).toEqual(expected);
  });
});

describe('search keys that a site declares (PS3.18 8.3.4.1, PS3.4 C.2.2.2)', () => {
  it.each([
    ['inside a sequence', 'OtherPatientIDsSequence.PatientID=X2', [studyD]],
    ['by wildcard', '00101002.00100020=X*', [studyD]],
    ['in one item together', '00101002.00100020=X2&00101002.00100021=THERE', [studyD]],
    ['in two items not at all', '00101002.00100020=X2&00101002.00100021=HERE', []],
    [
      'below the level of the search not at all, as any parameter that nobody knows',
      'SliceThickness=99',
      [studyA, '2.25.20', '2.25.30', studyD],
    ],
  ])('are matched on %s', async (_rule, query, expected) => {
    expect(await studiesWith(query)).toEqual(expected);
  });

  it.each([
    ['a number by its meaning', 'SliceThickness=2.5', true],
    ['another number not', 'SliceThickness=2.51', false],
    ['a moment, whatever its zone', 'AcquisitionDateTime=20200101110000%2B0000', true],
    [
      'a range of moments in the zone of the query',
      'AcquisitionDateTime=202001010559-202001010601&TimezoneOffsetFromUTC=-0500',
      true,
    ],
    ['moments after', 'AcquisitionDateTime=20200102-', false],
    ['a private attribute with its creator, in whatever block', '00290010=ACME&00291008=FAST', true],
    ['a private attribute of another creator not', '00290010=OTHER&00291008=FAST', undefined],
    ['a private number', '00290010=ACME&00291009=7', true],
    ['no value (C.2.2.2.7)', 'AcquisitionDateTime=%22%22&emptyvaluematching=true&StudyInstanceUID=2.25.40', false],
  ])('find instances by %s', async (_rule, query, isFound) => {
    const found = await gateway.uids(`/instances?${query}`);

    if (isFound === undefined) expect(found.length).toBeGreaterThan(1);
    else expect(found).toEqual(isFound ? [`${seriesD1}.1`] : []);
  });

  it('are returned where they are matched on (10.6.3.3)', async () => {
    const [match] = await gateway.find('/instances?00290010=ACME&00291008=FAST&00101002.00100020=X2');

    expect(firstValue(match, '00290011')).toBe('ACME');
    expect(firstValue(match, '00291108')).toBe('FAST');
    expect(match?.['00101002']?.Value).toEqual([
      { '00100020': { vr: 'LO', Value: ['X1'] } },
      { '00100020': { vr: 'LO', Value: ['X2'] } },
    ]);
  });

  it('of a private attribute want its creator: 400 without', async () => {
    const response = await gateway.search('/instances?00291008=FAST');

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('00290010') });
  });
});
