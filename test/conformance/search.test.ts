import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { bareGet } from '../makers/bare-get.ts';
import {
  firstValue,
  openSearchableGateway,
  type SearchableGateway,
  seriesA1,
  seriesA2,
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

describe('the six resources (PS3.18 Table 10.6.1-1)', () => {
  it.each([
    ['All Studies', '/studies', [studyC, studyB, studyA]],
    ["a study's series", `/studies/${studyA}/series`, [seriesA1, seriesA2]],
    ["a study's instances", `/studies/${studyA}/instances`, [`${seriesA1}.1`, `${seriesA1}.2`, `${seriesA2}.1`]],
    ['All Series', '/series?PatientID=P-1', [seriesA1, seriesA2]],
    ["a series' instances", `/studies/${studyA}/series/${seriesA1}/instances`, [`${seriesA1}.1`, `${seriesA1}.2`]],
    ['All Instances', '/instances?Modality=SR', [`${seriesA2}.1`]],
  ])('finds %s', async (_name, path, expected) => {
    expect(await gateway.uids(path)).toEqual(expected);
  });

  it.each([
    `/studies/${studyA}/series/${seriesB1}/instances`,
    '/studies/2.25.404/series',
    '/studies/2.25.404/instances',
  ])('answers 204 without a body where there is nothing: %s (10.6.3.1)', async (path) => {
    const response = await gateway.search(path);

    expect(response.status).toBe(204);
    expect(response.headers.get('content-type')).toBeNull();
    expect(await response.text()).toBe('');
  });
});

describe('pages (PS3.18 8.3.4.4)', () => {
  it.each([
    ['limit=1', [studyC], 2],
    ['limit=1&offset=1', [studyB], 1],
    ['limit=2&offset=1', [studyB, studyA], 0],
    ['offset=2', [studyA], 0],
    ['limit=9&offset=0', [studyC, studyB, studyA], 0],
  ])('%s gives its page and the exact count of what remains', async (query, expected, remaining) => {
    const response = await gateway.search(`/studies?${query}`);

    const matches = (await response.json()) as DicomJson[];
    expect(matches.map((match) => firstValue(match, '0020000D'))).toEqual(expected);
    expect(response.headers.get('warning')).toBe(
      remaining === 0
        ? null
        : `299 ${gateway.baseUrl}: "There are ${remaining} additional results that can be requested"`,
    );
  });

  it('counts what remains of a search with conditions', async () => {
    const response = await gateway.search(`/instances?StudyInstanceUID=${studyA}&limit=1`);

    expect(response.headers.get('warning')).toContain('There are 2 additional results');
  });

  it.each(['limit=0', 'offset=3', 'offset=99999999'])('%s is 204 where no result is left', async (query) => {
    const response = await gateway.search(`/studies?${query}`);

    expect(response.status).toBe(204);
  });

  it.each(['/studies', '/series', '/instances'])('of %s together are the list, each time the same', async (path) => {
    const whole = await gateway.uids(path);
    const pages = await Promise.all(whole.map((_, offset) => gateway.uids(`${path}?limit=1&offset=${offset}`)));

    expect(pages.flat()).toEqual(whole);
    expect(await gateway.uids(path)).toEqual(whole);
  });
});

describe('the most results of one answer (PS3.18 8.3.4.4)', () => {
  let frugal: SearchableGateway;
  beforeAll(async () => {
    frugal = await openSearchableGateway({ SEARCH_DEFAULT_LIMIT: '1', SEARCH_MAX_LIMIT: '2' });
  });
  afterAll(() => frugal.close());

  it.each([
    ['no limit', '', 1, 2],
    ['a limit beyond', '?limit=100', 2, 1],
  ])(
    'is that of the settings for %s, and the count of the rest stays exact',
    async (_what, query, found, remaining) => {
      const response = await frugal.search(`/studies${query}`);

      expect(await response.json()).toHaveLength(found);
      expect(response.headers.get('warning')).toContain(`There are ${remaining} additional results`);
    },
  );
});

describe('what viewers send', () => {
  it('OHIF: its study list', async () => {
    const query =
      'limit=101&offset=0&fuzzymatching=false&includefield=00081030%2C00080060%2C00080090%2C00100030' +
      '&PatientName=*nowak*&00100020=*P*&AccessionNumber=*ACC*&StudyDescription=*study*&ModalitiesInStudy=CT&StudyDate=20240101-20241231';

    const response = await gateway.search(
      `/studies?${query}`,
      'application/dicom+json, multipart/related; type=application/octet-stream',
    );

    const [match] = (await response.json()) as DicomJson[];
    expect(response.headers.get('content-type')).toBe('application/dicom+json');
    expect(firstValue(match, '0020000D')).toBe(studyA);
    expect(firstValue(match, '00201208')).toBe(3);
  });

  it('OHIF: the series of a study', async () => {
    const [match] = await gateway.find(`/studies/${studyA}/series?includefield=0008103E,00080021`);

    expect(firstValue(match, '0008103E')).toBe('Synthetic series');
    expect(match).toHaveProperty('00080021');
  });
});

describe('refusals of a search (PS3.18 8.3.4, Table 10.6.3-1)', () => {
  it.each([
    ['a date that is none', '/studies?StudyDate=20240231'],
    ['a date of three parts', '/studies?StudyDate=20240101-20240102-20240103'],
    ['a time that is none', '/studies?StudyTime=2500'],
    ['a UID that is none', '/studies?StudyInstanceUID=1.2.x'],
    ['a negative limit', '/studies?limit=-1'],
    ['an offset in words', '/studies?offset=many'],
    ['a flag that is neither', '/studies?fuzzymatching=yes'],
    ['an attribute twice', '/studies?PatientID=P-1&PatientID=P-2'],
    ['an attribute by keyword and tag', '/studies?PatientID=P-1&00100020=P-2'],
    ['a limit twice', '/studies?limit=1&limit=2'],
    ['what is not percent-encoded UTF-8', '/studies?PatientName=%FF'],
    ['control characters', '/studies?PatientName=a%00b'],
    ['a study in the path that is no UID', '/studies/abc/series'],
    ['a number that is none', '/instances?InstanceNumber=one'],
  ])('answers 400 to %s and says what to correct', async (_what, path) => {
    const response = await gateway.search(path);

    const problem = (await response.json()) as { detail: string };
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problem.detail.length).toBeGreaterThan(20);
  });

  it('never repeats a value that it refuses', async () => {
    const response = await gateway.search('/studies?StudyDate=NOWAK&PatientName=NOWAK');

    expect(await response.text()).not.toContain('NOWAK');
  });

  it.each([
    ['for XML as one document, which would hold one match', 'application/dicom+xml'],
    ['for a table', 'text/csv'],
  ])('answers 406 to a search %s and says what can be had (8.7.5)', async (_what, accept) => {
    const response = await gateway.search('/studies', accept);

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('application/dicom+json') });
  });

  it('answers 406 to a search without Accept, even with the accept parameter (8.7.5)', async () => {
    const authorization = `Bearer ${await gateway.token()}`;

    const response = await bareGet(`${gateway.dicomwebUrl}/studies?accept=application/dicom%2Bjson`, { authorization });

    expect(response.status).toBe(406);
  });

  it('answers 400 to DICOM and rendered media types in one Accept (8.7.4)', async () => {
    const response = await gateway.search('/studies', 'application/dicom+json, image/jpeg');

    expect(response.status).toBe(400);
  });
});
