import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../shared/errors.ts';
import { parseSearchKeys } from '../../shared/search/parse-search-keys.ts';
import { parseSearchQuery, type SearchTarget } from '../../shared/search/parse-search-query.ts';

const target: SearchTarget = { level: 'study', within: {}, defaultLimit: 100, maxLimit: 500, searchKeys: [] };
const parse = (query: string, level: SearchTarget['level'] = 'study') => parseSearchQuery(query, { ...target, level });
const matchesOf = (query: string, level?: SearchTarget['level']) => parse(query, level).query.matches;
const refused = (query: string) => () => parse(query, 'instance');
const invalid = expect.objectContaining({ code: 'query-invalid' });

describe('a search query', () => {
  it('names attributes by keyword or by tag (PS3.18 8.3.4.1)', () => {
    const expected = [{ tag: '0020000D', kind: 'uid-list', values: ['1.2.3'] }];

    expect(matchesOf('StudyInstanceUID=1.2.3')).toEqual(expected);
    expect(matchesOf('0020000D=1.2.3')).toEqual(expected);
    expect(matchesOf('0020000d=1.2.3')).toEqual(expected);
  });

  it('names attributes inside a sequence by a path', () => {
    const expected = [{ tag: '00400275.00401001', kind: 'single', value: 'R1' }];

    for (const name of [
      '00400275.00401001',
      'RequestAttributesSequence.RequestedProcedureID',
      '00400275.RequestedProcedureID',
    ]) {
      expect(matchesOf(`${name}=R1`, 'series')).toEqual(expected);
    }
  });

  it('ignores what it does not know, and what belongs to a level below', () => {
    expect(matchesOf('Unknown=1&__proto__=1&constructor=2&PatientSex=F&Modality=CT&SOPInstanceUID=bad')).toEqual([]);
  });

  it('takes an empty value, or nothing but asterisks, for everything, and returns the attribute', () => {
    const { query, indexedTags } = parse('PatientName=*&PatientID=&StudyDate=&StudyDescription=**');

    expect(query.matches).toEqual([]);
    expect([...indexedTags].sort()).toEqual(['00080020', '00081030', '00100010', '00100020']);
  });

  it('takes UIDs separated by commas, as the standard has it, or by backslashes, as viewers do', () => {
    expect(matchesOf('StudyInstanceUID=1.2.3,1.2.4%5C1.2.5,1.2.3')).toEqual([
      { tag: '0020000D', kind: 'uid-list', values: ['1.2.3', '1.2.4', '1.2.5'] },
    ]);
  });

  it('takes a UID list of ten kilobytes, but not one of two thousand UIDs', () => {
    const uids = Array.from({ length: 200 }, (_, number) => `1.2.840.10008.5.1.4.1.1.2.98765432109.${number}`);

    expect(matchesOf(`StudyInstanceUID=${uids.join(',')}`)).toEqual([
      { tag: '0020000D', kind: 'uid-list', values: uids },
    ]);
    expect(refused(`StudyInstanceUID=${Array(2_000).fill('1.2').join(',')}`)).toThrow(invalid);
  });

  it('reads wildcards in text and names only', () => {
    expect(matchesOf('PatientName=*smi?h*')).toEqual([{ tag: '00100010', kind: 'wildcard', pattern: '*smi?h*' }]);
    expect(refused('StudyInstanceUID=1.2.*')).toThrow(invalid);
    expect(refused('StudyDate=2024*')).toThrow(invalid);
    expect(refused('SeriesNumber=1*')).toThrow(invalid);
  });

  it('joins a range of dates and a range of times into one of moments (PS3.4 C.2.2.2.5.4)', () => {
    expect(matchesOf('StudyDate=20240101-20240103&StudyTime=10-11')).toEqual([
      {
        tag: '00080020',
        kind: 'moments',
        days: { from: '20240101', to: '20240103' },
        times: { from: '100000.000000', to: '115959.999999' },
      },
    ]);
    expect(matchesOf('StudyDate=20240101&StudyTime=10-11').map(({ kind }) => kind)).toEqual(['range', 'range']);
  });

  it.each([
    'PatientID=1&PatientID=2',
    'PatientID=1&00100020=2',
    'limit=1&limit=2',
    'limit=-1',
    'limit=1.5',
    'limit=',
    'offset=x',
    'offset=1e3',
    'fuzzymatching=yes',
    'fuzzymatching=true&fuzzymatching=true',
    'StudyDate=20240101-20240102-20240103',
    'StudyDate=01/02/2024',
    'StudyTime=99',
    'StudyInstanceUID=1.02.3',
    'StudyInstanceUID=1.2.3,',
    'SeriesNumber=one',
    `PatientID=${'x'.repeat(300)}`,
  ])('is refused when it is wrong: %s', (query) => {
    expect(refused(query)).toThrow(invalid);
  });

  it('never repeats a value in what it says', () => {
    const secret = 'Very-Secret-Name';

    for (const query of [
      `StudyDate=${secret}`,
      `StudyTime=${secret}`,
      `limit=${secret}`,
      `SeriesNumber=${secret}`,
      `StudyInstanceUID=${secret}`,
    ]) {
      expect(refused(query)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
    }
  });

  it('keeps limit within what the settings allow, and starts where offset says', () => {
    expect(parse('').query).toMatchObject({ limit: 100, offset: 0, fuzzyMatching: false });
    expect(parse('limit=0&offset=7').query).toMatchObject({ limit: 0, offset: 7 });
    expect(parse('limit=999999999999999').query.limit).toBe(500);
  });

  it('includes fields by comma list, by repetition and by all, of the level and above only', () => {
    expect([...parse('includefield=00081030,PatientAge&includefield=Rows,Nonsense').indexedTags].sort()).toEqual([
      '00081030',
      '00101010',
    ]);
    expect(parse('includefield=all', 'series').indexedTags).toContain('00081090');
    expect(parse('includefield=all', 'series').indexedTags).not.toContain('00280010');
  });

  it('asks the stored instance for what the index does not keep (PS3.18 8.3.4.3)', () => {
    const stored = (query: string, level?: SearchTarget['level']) => parse(query, level).stored;

    expect(stored('includefield=PatientAge')).toBeUndefined();
    expect(stored('includefield=OtherPatientIDsSequence.PatientID')).toEqual({
      isAll: false,
      paths: [[{ tag: '00101002' }, { tag: '00100020' }]],
    });
    expect(stored('includefield=SliceThickness')).toBeUndefined();
    expect(stored('includefield=SliceThickness', 'instance')).toEqual({ isAll: false, paths: [[{ tag: '00180050' }]] });
    expect(stored('includefield=all')).toEqual({ isAll: true, paths: [] });
    expect(stored('includefield=00291008')).toBeUndefined();
    expect(stored('includefield=00291008&00290010=ACME')).toEqual({
      isAll: false,
      paths: [[{ tag: '00291008', privateCreator: 'ACME' }]],
    });
    expect(parse('includefield=all&limit=5000').query).toMatchObject({ limit: 500, tellsSources: true });
  });

  it('asks for no value only where that is agreed on (PS3.4 C.2.2.2.7)', () => {
    expect(matchesOf('AccessionNumber=""&emptyvaluematching=true')).toEqual([{ tag: '00080050', kind: 'empty' }]);
    expect(matchesOf('StudyDate=""&emptyvaluematching=true')).toEqual([{ tag: '00080020', kind: 'empty' }]);
    expect(matchesOf('AccessionNumber=""')).toEqual([{ tag: '00080050', kind: 'single', value: '""' }]);
    expect(refused('StudyInstanceUID=""&emptyvaluematching=true')).toThrow(invalid);
  });

  it('asks for each of several values only where that is agreed on (PS3.4 C.2.2.2.8)', () => {
    const [one, two] = [
      { tag: '00080061', kind: 'single', value: 'CT' },
      { tag: '00080061', kind: 'wildcard', pattern: 'P*' },
    ];

    expect(matchesOf('ModalitiesInStudy=CT%5CP*&multiplevaluematching=true')).toEqual([one, two]);
    expect(matchesOf('ModalitiesInStudy=CT%5CP*')).toEqual([{ tag: '00080061', kind: 'any-of', values: ['CT', 'P*'] }]);
    expect(refused(`PatientID=${Array(17).fill('x').join('%5C')}&multiplevaluematching=true`)).toThrow(invalid);
  });

  it('takes TimezoneOffsetFromUTC for the zone of its dates and times, a bare plus too', () => {
    expect(parse('StudyDate=20240101&TimezoneOffsetFromUTC=%2B0130').query).toMatchObject({ utcOffsetMinutes: 90 });
    expect(parse('StudyDate=20240101&00080201=+0130').query).toMatchObject({ utcOffsetMinutes: 90 });
    expect(parse('TimezoneOffsetFromUTC=-0330').query).toMatchObject({ utcOffsetMinutes: -210 });
    expect(parse('TimezoneOffsetFromUTC=').query).not.toHaveProperty('utcOffsetMinutes');
    for (const zone of ['0100', 'CET', '%2B1500', '%2B0160', '-1300']) {
      expect(refused(`TimezoneOffsetFromUTC=${zone}`)).toThrow(invalid);
    }
  });

  it('refuses a private attribute without its creator (PS3.18 8.3.4.1)', () => {
    expect(refused('00291008=x')).toThrow(invalid);
    expect(matchesOf('00290010=ACME&00291008=x')).toEqual([]);
  });

  it('matches on keys that the site declared, in whatever block a private one is', () => {
    const { keys } = parseSearchKeys('instance:00291008[ACME]:CS,study:OtherPatientIDsSequence.PatientID');
    const asked = (query: string) => parseSearchQuery(query, { ...target, level: 'instance', searchKeys: keys });

    expect(asked('00290011=ACME&00291108=x').query.matches).toEqual([
      { tag: 'instance:00291008[ACME]:CS', kind: 'single', value: 'x' },
    ]);
    expect(asked('00290011=OTHER&00291108=x').query.matches).toEqual([]);
    expect(asked('00101002.PatientID=A*').query.matches).toEqual([
      { tag: 'study:00101002.00100020:LO', kind: 'wildcard', pattern: 'A*' },
    ]);
    expect(() => asked('00101002.00100020=1&OtherPatientIDsSequence.PatientID=2')).toThrow(invalid);
  });

  it('is too long with 10^5 included fields, wherever it comes from', () => {
    expect(refused(`includefield=${'0,'.repeat(100_000)}`)).toThrow(expect.objectContaining({ code: 'url-too-long' }));
  });

  it('is either read or refused with a GatewayError, whatever it is made of', () => {
    const names = fc.constantFrom(
      'StudyDate',
      'StudyTime',
      'PatientName',
      '0020000D',
      'limit',
      'offset',
      'includefield',
      'fuzzymatching',
      'SeriesNumber',
    );
    const pairs = fc.array(fc.tuple(fc.oneof(names, fc.string()), fc.string({ unit: 'binary' })), { maxLength: 8 });
    const encoded = pairs.map((list) => list.map(([name, value]) => `${name}=${value}`).join('&'));
    const law = fc.property(encoded, (query) => {
      try {
        parse(query, 'instance');
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayError);
      }
    });

    fc.assert(law, { numRuns: 500 });
  });
});
