import { describe, expect, it } from 'vitest';
import type { Uid } from '../../shared/dicom/uid.ts';
import type { SearchMatch } from '../../shared/ports/study-index.ts';
import { parseSearchQuery, type SearchTarget } from '../../shared/search/parse-search-query.ts';
import { matchWriter, searchWarning } from '../../shared/search/search-response.ts';

const baseUrl = 'https://gateway.example/stage';
const match: SearchMatch = {
  studyUid: '1.2.3' as Uid,
  seriesUid: '1.2.3.4' as Uid,
  sopInstanceUid: '1.2.3.4.5' as Uid,
  attributes: {
    '00080018': { vr: 'UI', Value: ['1.2.3.4.5'] },
    '00080060': { vr: 'CS', Value: ['CT'] },
    '00081030': { vr: 'LO' },
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Nobody' }] },
    '00101010': { vr: 'AS', Value: ['040Y'] },
    '0020000D': { vr: 'UI', Value: ['1.2.3'] },
    '0020000E': { vr: 'UI', Value: ['1.2.3.4'] },
    '00280010': { vr: 'US', Value: [512] },
  },
};

const asked = (query: string, target: Partial<SearchTarget> = {}) =>
  parseSearchQuery(query, { level: 'study', within: {}, defaultLimit: 10, maxLimit: 10, searchKeys: [], ...target });
const answer = (query: string, target?: Partial<SearchTarget>) => matchWriter(asked(query, target), baseUrl)(match);

describe('the answer to a search', () => {
  it('holds what PS3.18 Table 10.6.3-3 wants of a study, empty where nothing is known, in ascending order', () => {
    const study = answer('');

    const required =
      '00080020 00080030 00080050 00080056 00080061 00080090 00081190 00100010 00100020 00100030 00100040 0020000D 00200010 00201206 00201208';
    expect(Object.keys(study)).toEqual(required.split(' '));
    expect(study['00080050']).toEqual({ vr: 'SH' });
    expect(study['00080056']).toEqual({ vr: 'CS', Value: ['ONLINE'] });
  });

  it('holds what was included or matched besides, and never what lies below', () => {
    const study = answer('includefield=PatientAge,00081030&includefield=00280010&StudyDescription=*');

    expect(study['00101010']?.Value).toEqual(['040Y']);
    expect(study['00081030']).toEqual({ vr: 'LO' });
    expect(study['00280010']).toBeUndefined();
  });

  it('tells of the levels that the path leaves open', () => {
    const { studyUid, seriesUid } = match;
    const all = answer('', { level: 'instance' });
    const ofStudy = answer('', { level: 'instance', within: { studyUid } });
    const ofSeries = answer('', { level: 'instance', within: { studyUid, ...(seriesUid && { seriesUid }) } });

    const held = (json: object) =>
      ['00100010', '00080060', '00280010', '0020000D', '0020000E'].map((tag) => tag in json);
    expect(held(all)).toEqual([true, true, true, true, true]);
    expect(held(ofStudy)).toEqual([false, true, true, true, true]);
    expect(held(ofSeries)).toEqual([false, false, true, true, true]);
  });

  it('mints the URL of its level', () => {
    const url = (level: SearchTarget['level']) => answer('', { level })['00081190']?.Value?.[0];

    expect(url('study')).toBe(`${baseUrl}/dicomweb/studies/1.2.3`);
    expect(url('series')).toBe(`${baseUrl}/dicomweb/studies/1.2.3/series/1.2.3.4`);
    expect(url('instance')).toBe(`${baseUrl}/dicomweb/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.5`);
  });

  it('warns of exactly as many results as remain', () => {
    const page = { matches: [match], total: 12 };

    expect(searchWarning(asked('offset=3'), page, baseUrl)).toBe(
      `299 ${baseUrl}: "There are 8 additional results that can be requested"`,
    );
    expect(searchWarning(asked('offset=11'), page, baseUrl)).toBeUndefined();
    expect(searchWarning(asked('offset=50'), { matches: [], total: 12 }, baseUrl)).toBeUndefined();
  });

  it('puts what was read from the archive in its place, but lets the gateway say what only it knows', () => {
    const stored = { '00080061': { vr: 'CS', Value: ['XX'] }, '00104000': { vr: 'LT', Value: ['a comment'] } };

    const study = matchWriter(asked('includefield=PatientComments'), baseUrl)(match, stored);

    expect(Object.keys(study)).toEqual(Object.keys(study).toSorted());
    expect(study['00104000']).toEqual({ vr: 'LT', Value: ['a comment'] });
    expect(study['00080061']).toEqual({ vr: 'CS' });
  });
});
