import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorize } from '../../shared/access/authorize.ts';
import type { Uid } from '../../shared/dicom/uid.ts';
import type { AttributeMatch } from '../../shared/ports/search-query.ts';
import type { IndexedInstance, StudyIndex } from '../../shared/ports/study-index.ts';
import { parseSearchKeys } from '../../shared/search/parse-search-keys.ts';
import type { SearchKey } from '../../shared/search/search-key.ts';
import { makeInstance, makeQuery, permits, uidOf } from './synthetic-instances.ts';

/** Few UIDs and many different attributes, so that speakers change all the time. */
const shuffledInstances = fc
  .uniqueArray(
    fc.record({
      study: fc.integer({ min: 1, max: 3 }),
      series: fc.integer({ min: 1, max: 3 }),
      instance: fc.integer({ min: 1, max: 9 }),
      modality: fc.constantFrom('CT', 'MR', ''),
      date: fc.constantFrom('20240101', '20240202', ''),
      text: fc.string({ unit: 'binary', maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 30, selector: ({ study, series, instance }) => `${study} ${series} ${instance}` },
  )
  .map((wishes) =>
    wishes.map(({ modality, date, text, ...place }) =>
      makeInstance({
        ...place,
        attributes: { '00080060': modality, '00080020': date, '00100010': text, '00081030': text, '0008103E': text },
      }),
    ),
  );

/** What every index keeps, whatever database is behind it; each test begins with an empty one. */
export function studyIndexContract(
  name: string,
  open: (searchKeys?: readonly SearchKey[]) => Promise<StudyIndex>,
): void {
  describe(`${name} keeps the study index contract`, () => {
    let index: StudyIndex;
    beforeAll(async () => {
      index = await open();
    });
    beforeEach(() => index.clear(permits.maintain));
    afterAll(() => index?.close());

    const insert = (...instances: Parameters<typeof makeInstance>[0][]) =>
      index.insertInstances(permits.write, instances.map(makeInstance));
    const find = async (...matches: AttributeMatch[]) => {
      const page = await index.search(permits.search, makeQuery({ matches }));
      return page.matches.map((match) => match.studyUid);
    };

    describe('inserting', () => {
      it('says of each instance what became of it, in the order given', async () => {
        await insert({ instance: 2 });

        const outcomes = await insert(
          { instance: 1 },
          { instance: 2 },
          { instance: 2, bytes: 'others' },
          { instance: 3 },
          { instance: 3 },
          { instance: 3, bytes: 'others' },
        );

        expect(outcomes).toEqual(['inserted', 'already-there', 'conflict', 'inserted', 'already-there', 'conflict']);
      });

      it('takes an empty batch', async () => {
        expect(await insert()).toEqual([]);
      });

      it('changes nothing for the same SOP Instance UID under another series', async () => {
        const first = makeInstance({ series: 1 });
        const { key } = makeInstance({ series: 2 }).header;
        const moved = {
          ...first,
          header: { ...first.header, key: { ...key, sopInstanceUid: first.header.key.sopInstanceUid } },
        };
        await index.insertInstances(permits.write, [first]);
        const before = await index.digest(permits.maintain);

        const outcomes = await index.insertInstances(permits.write, [moved]);

        expect(outcomes).toEqual(['conflict']);
        expect(await index.digest(permits.maintain)).toBe(before);
      });

      it('lets exactly one of fifty writers of one instance insert it', async () => {
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => insert({ instance: 1 })));

        expect(outcomes.flat().filter((outcome) => outcome === 'inserted')).toHaveLength(1);
        expect(outcomes.flat().filter((outcome) => outcome === 'already-there')).toHaveLength(49);
        expect((await index.listInstances(permits.read, uidOf(1))).length).toBe(1);
      });

      it('counts right when many write into one study at once', async () => {
        const batches = Array.from({ length: 20 }, (_, batch) =>
          insert({ series: batch % 3, instance: batch * 2 }, { series: batch % 3, instance: batch * 2 + 1 }),
        );

        await Promise.all(batches);

        const [study] = (await index.search(permits.search, makeQuery())).matches;
        expect(study?.attributes['00201206']?.Value).toEqual([3]);
        expect(study?.attributes['00201208']?.Value).toEqual([40]);
      });

      it('shows a search all of a batch or nothing, whenever the search comes', async () => {
        const totals: number[] = [];
        const searchOften = async () => {
          for (let turn = 0; turn < 20; turn++) totals.push((await index.search(permits.search, makeQuery())).total);
        };

        await Promise.all([
          searchOften(),
          insert(...Array.from({ length: 30 }, (_, study) => ({ study }))),
          searchOften(),
        ]);

        expect(totals.filter((total) => total !== 0 && total !== 30)).toEqual([]);
        expect((await index.search(permits.search, makeQuery())).total).toBe(30);
      });

      it('refuses a permit that was given for another study', async () => {
        const { caller } = permits.write;
        const permit = authorize(caller, 'study.write', { studyUid: uidOf(2) });

        await expect(index.insertInstances(permit, [makeInstance({ study: 1 })])).rejects.toThrow('another study');
      });
    });

    describe('locating', () => {
      it('finds an instance under its own study and series only', async () => {
        const frames = { kind: 'native', offset: 700, frameBits: 4_096, numberOfFrames: 3 } as const;
        const instance = makeInstance({ frames });
        await index.insertInstances(permits.write, [instance]);
        const { key } = instance.header;

        const found = await index.findInstance(permits.read, key);

        const { sopClassUid, transferSyntaxUid } = instance.header;
        const { byteLength, sha256 } = instance;
        expect(found).toEqual({ key, sopClassUid, transferSyntaxUid, byteLength, sha256, frames });
        expect(await index.findInstance(permits.read, { ...key, seriesUid: uidOf(1, 9) })).toBeUndefined();
        expect(await index.findInstance(permits.read, { ...key, studyUid: uidOf(9) })).toBeUndefined();
      });

      it('leaves a long table of compressed frames to the sidecar and keeps a short one', async () => {
        const table = (count: number) => ({
          kind: 'encapsulated' as const,
          frames: Array.from({ length: count }, (_, frame) => [{ offset: frame * 100, length: 90 }]),
        });
        await insert({ instance: 1, frames: table(1_000) }, { instance: 2, frames: table(2) }, { instance: 3 });

        const found = await index.listInstances(permits.read, uidOf(1));

        expect(found.map(({ frames }) => frames)).toEqual(['in-sidecar', table(2), undefined]);
      });

      it('lists by series number, instance number and UID, unnumbered ones last', async () => {
        await insert(
          { series: 1, instance: 1, attributes: { '00200011': 20, '00200013': 2 } },
          { series: 1, instance: 2, attributes: { '00200011': 20, '00200013': 1 } },
          { series: 1, instance: 3, attributes: { '00200011': 20, '00200013': [] } },
          { series: 2, instance: 1, attributes: { '00200011': 3 } },
          { series: 3, instance: 1, attributes: {} },
        );

        const study = await index.listInstances(permits.read, uidOf(1));
        const series = await index.listInstances(permits.read, uidOf(1), uidOf(1, 1));

        const uids = (found: typeof study) => found.map(({ key }) => key.sopInstanceUid);
        expect(uids(study)).toEqual([uidOf(1, 2, 1), uidOf(1, 1, 2), uidOf(1, 1, 1), uidOf(1, 1, 3), uidOf(1, 3, 1)]);
        expect(uids(series)).toEqual([uidOf(1, 1, 2), uidOf(1, 1, 1), uidOf(1, 1, 3)]);
        expect(await index.listInstances(permits.read, uidOf(9))).toEqual([]);
      });
    });

    describe('matching', () => {
      const patientId = '00100020';
      const patientName = '00100010';

      it('matches identifiers exactly: case, accents and length count', async () => {
        const ids = ['A1', 'a1', 'A10', 'Á1'];
        await insert(...ids.map((id, study) => ({ study, attributes: { [patientId]: id } })));

        expect(await find({ tag: patientId, kind: 'single', value: 'A1' })).toEqual([uidOf(0)]);
        expect(await find({ tag: patientId, kind: 'single', value: 'a1' })).toEqual([uidOf(1)]);
      });

      it('tells long identifiers apart that begin alike', async () => {
        const ids = ['1', '2'].map((end) => `THE-SAME-LONG-BEGINNING-OF-AN-IDENTIFIER-${end}`);
        await insert(...ids.map((id, study) => ({ study, attributes: { [patientId]: id } })));

        expect(await find({ tag: patientId, kind: 'single', value: ids[1] ?? '' })).toEqual([uidOf(1)]);
        expect(await find({ tag: patientId, kind: 'wildcard', pattern: '*IDENTIFIER-2' })).toEqual([uidOf(1)]);
      });

      it('reads * as any run and ? as any one character, at the start, inside and at the end', async () => {
        const ids = ['SMITH-01', 'SMYTH-02', 'XSMITH-03', 'SMITHERS-04'];
        await insert(...ids.map((id, study) => ({ study, attributes: { [patientId]: id } })));
        const findPattern = (pattern: string) => find({ tag: patientId, kind: 'wildcard', pattern });

        expect(await findPattern('SMITH*')).toEqual([uidOf(0), uidOf(3)]);
        expect(await findPattern('*SMITH*')).toEqual([uidOf(0), uidOf(2), uidOf(3)]);
        expect(await findPattern('SM?TH*')).toEqual([uidOf(0), uidOf(1), uidOf(3)]);
        expect(await findPattern('*-0?')).toEqual([uidOf(0), uidOf(1), uidOf(2), uidOf(3)]);
        expect(await findPattern('*3')).toEqual([uidOf(2)]);
        expect(await findPattern('S*H*4')).toEqual([uidOf(3)]);
        expect(await findPattern('smith*')).toEqual([]);
      });

      it.each(['100%', 'A_B', 'A\\B', '[A-Z]', "O'Brien", '"; drop table studies; --', "' or '1'='1", 'a*b?'])(
        'takes %s for a value like any other',
        async (value) => {
          await insert(
            { study: 1, attributes: { [patientId]: value, '00081030': `before ${value} after` } },
            { study: 2, attributes: { [patientId]: '1000', '00081030': 'before AXB after' } },
          );

          expect(await find({ tag: patientId, kind: 'single', value })).toEqual([uidOf(1)]);
          expect(await find({ tag: '00081030', kind: 'wildcard', pattern: `*${value}*` })).toEqual([uidOf(1)]);
        },
      );

      it('does not take a client that asks for % or _ to mean a wildcard', async () => {
        await insert({ study: 1, attributes: { [patientId]: 'ABC' } });

        for (const pattern of ['%*', '_BC*', 'A%*', 'A[B]*']) {
          expect(await find({ tag: patientId, kind: 'wildcard', pattern })).toEqual([]);
        }
      });

      it('finds names whatever their case and accents, in each of their groups', async () => {
        await insert(
          { study: 1, attributes: { [patientName]: 'Müller^Jürgen^^^' } },
          { study: 2, attributes: { [patientName]: { Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎' } } },
        );
        const findName = (value: string) => find({ tag: patientName, kind: 'single', value });

        expect(await findName('MULLER^jurgen')).toEqual([uidOf(1)]);
        expect(await findName('山田^太郎')).toEqual([uidOf(2)]);
        expect(await findName('Yamada^Tarou=山田^太郎')).toEqual([uidOf(2)]);
        expect(await findName('Müller')).toEqual([]);
        expect(await find({ tag: patientName, kind: 'wildcard', pattern: '*田^太*' })).toEqual([uidOf(2)]);
        expect(await find({ tag: patientName, kind: 'wildcard', pattern: 'mül*j?rgen' })).toEqual([uidOf(1)]);
      });

      it('finds fuzzily by the beginnings of words in any order', async () => {
        await insert(
          { study: 1, attributes: { [patientName]: 'Doe^Jane Mary' } },
          { study: 2, attributes: { [patientName]: 'Janeway^Kathryn' } },
        );
        const findFuzzy = async (match: AttributeMatch) => {
          const page = await index.search(permits.search, makeQuery({ matches: [match], fuzzyMatching: true }));
          return page.matches.map(({ studyUid }) => studyUid);
        };

        expect(await findFuzzy({ tag: patientName, kind: 'single', value: 'mar do' })).toEqual([uidOf(1)]);
        expect(await findFuzzy({ tag: patientName, kind: 'single', value: 'jane' })).toEqual([uidOf(1), uidOf(2)]);
        expect(await findFuzzy({ tag: patientName, kind: 'single', value: 'ane' })).toEqual([]);
        expect(await findFuzzy({ tag: patientName, kind: 'wildcard', pattern: '*ewa*' })).toEqual([uidOf(2)]);
      });

      it('matches dates within a range, both ends included, and never an unknown date', async () => {
        const dates = ['20240101', '20240115', '20240131', '', 'nonsense', '2024.01.20'];
        await insert(...dates.map((date, study) => ({ study, attributes: { '00080020': date } })));
        const findDates = (from?: string, to?: string) =>
          find({ tag: '00080020', kind: 'range', bounds: { from, to } });

        expect(await findDates('20240101', '20240115')).toEqual([uidOf(1), uidOf(0)]);
        expect(await findDates('20240116')).toEqual([uidOf(2), uidOf(5)]);
        expect(await findDates(undefined, '20240101')).toEqual([uidOf(0)]);
      });

      it('matches a range of dates with a range of times as one range of moments', async () => {
        const moments = [
          ['20240101', '0800'],
          ['20240101', '1200'],
          ['20240102', '0100'],
          ['20240103', '1200'],
        ];
        await insert(
          ...moments.map(([date = '', time = ''], study) => ({
            study,
            attributes: { '00080020': date, '00080030': time },
          })),
        );

        const found = await find({
          tag: '00080020',
          kind: 'moments',
          days: { from: '20240101', to: '20240103' },
          times: { from: '100000.000000', to: '110000.999999' },
        });

        expect(found).toEqual([uidOf(2), uidOf(1)]);
      });

      it('finds studies by the modality of any of their series', async () => {
        await insert(
          { study: 1, series: 1, attributes: { '00080060': 'CT' } },
          { study: 1, series: 2, attributes: { '00080060': 'SR' } },
          { study: 2, series: 1, attributes: { '00080060': 'MR' } },
        );
        const findModality = (value: string) => find({ tag: '00080061', kind: 'single', value });

        expect(await findModality('SR')).toEqual([uidOf(1)]);
        expect(await findModality('MR')).toEqual([uidOf(2)]);
        expect(await findModality('C')).toEqual([]);
        expect(await find({ tag: '00080061', kind: 'any-of', values: ['SR', 'M*'] })).toEqual([uidOf(1), uidOf(2)]);
        expect(await find({ tag: '00080061', kind: 'any-of', values: ['CT', 'SR'] })).toEqual([uidOf(1)]);
        expect(await find({ tag: '00080061', kind: 'wildcard', pattern: '?R' })).toEqual([uidOf(1), uidOf(2)]);
      });

      it('finds by a list of UIDs', async () => {
        await insert({ study: 1 }, { study: 2 }, { study: 3 });

        const found = await find({ tag: '0020000D', kind: 'uid-list', values: [uidOf(3), uidOf(1), uidOf(7)] });

        expect(found).toEqual([uidOf(1), uidOf(3)]);
      });

      it('matches all demands at once, at the level asked for and above', async () => {
        await insert(
          { study: 1, series: 1, attributes: { '00080060': 'CT', [patientId]: 'P1', '00080020': '20240101' } },
          { study: 1, series: 2, attributes: { '00080060': 'MR', [patientId]: 'P1', '00080020': '20240101' } },
          { study: 2, series: 1, attributes: { '00080060': 'CT', [patientId]: 'P2', '00080020': '20240101' } },
        );
        const matches: AttributeMatch[] = [
          { tag: '00080060', kind: 'single', value: 'CT' },
          { tag: '00080020', kind: 'range', bounds: { from: '20240101', to: '20240101' } },
        ];
        const ofPatient: AttributeMatch = { tag: patientId, kind: 'single', value: 'P1' };

        const all = await index.search(permits.search, makeQuery({ level: 'series', matches }));
        const one = await index.search(
          permits.search,
          makeQuery({ level: 'series', matches: [...matches, ofPatient] }),
        );

        expect(all.matches.map(({ seriesUid }) => seriesUid)).toEqual([uidOf(1, 1), uidOf(2, 1)]);
        expect(one.matches.map(({ seriesUid }) => seriesUid)).toEqual([uidOf(1, 1)]);
      });

      it('finds series by the identifiers in their request attributes, in any item', async () => {
        const item = (step: string, procedure: string) => ({
          '00400009': { vr: 'SH', Value: [step] },
          '00401001': { vr: 'SH', Value: [procedure] },
        });
        await insert({ series: 1, attributes: { '00400275': [item('S1', 'R1'), item('S2', 'R2')] } }, { series: 2 });

        const page = await index.search(
          permits.search,
          makeQuery({ level: 'series', matches: [{ tag: '00400275.00401001', kind: 'single', value: 'R2' }] }),
        );

        expect(page.matches.map(({ seriesUid }) => seriesUid)).toEqual([uidOf(1, 1)]);
        expect(page.matches[0]?.attributes['00400275']?.Value).toEqual([item('S1', 'R1'), item('S2', 'R2')]);
      });
    });

    describe('matching what is not there, what is elsewhere, and what is in one item', () => {
      const seriesWith = async (matches: readonly AttributeMatch[], level: 'series' | 'instance' = 'series') => {
        const page = await index.search(permits.search, makeQuery({ level, matches }));
        expect(page.total).toBe(page.matches.length);
        return page.matches.map(({ seriesUid }) => seriesUid);
      };

      it.each([
        ...['00080020', '00080030', '00080050', '00080090', '00081030', '00100010', '00100020', '00100030', '00200010'],
        '00080061',
      ])('finds and counts the studies without a value of %s (PS3.4 C.2.2.2.7)', async (tag) => {
        const value = tag === '00080020' || tag === '00100030' ? '20240101' : tag === '00080030' ? '10' : 'X';
        const filled = { [tag === '00080061' ? '00080060' : tag]: value };
        await insert({ study: 1, attributes: filled }, { study: 2 }, { study: 3, attributes: filled }, { study: 4 });

        const page = await index.search(permits.search, makeQuery({ matches: [{ tag, kind: 'empty' }], limit: 1 }));

        expect(page.matches.map(({ studyUid }) => studyUid)).toEqual([uidOf(2)]);
        expect(page.total).toBe(2);
      });

      it.each(['00080060', '00200011', '0008103E', '00180015', '00400244', '00400245', '00400275.00400009'])(
        'finds the series without a value of %s',
        async (tag) => {
          const value = tag === '00200011' ? 1 : tag === '00400244' ? '20240101' : tag === '00400245' ? '10' : 'X';
          const item = { '00400009': { vr: 'SH', Value: ['X'] } };
          await insert(
            { series: 1, attributes: tag.includes('.') ? { '00400275': [item] } : { [tag]: value } },
            { series: 2 },
          );

          expect(await seriesWith([{ tag, kind: 'empty' }])).toEqual([uidOf(1, 2)]);
        },
      );

      it('wants one item of a sequence to meet all demands on it (PS3.4 C.2.2.2.6)', async () => {
        const item = (step: string, procedure: string) => ({
          '00400009': { vr: 'SH', Value: [step] },
          '00401001': { vr: 'SH', Value: [procedure] },
        });
        await insert(
          { series: 1, attributes: { '00400275': [item('S1', 'R1'), item('S2', 'R2')] } },
          { series: 2, attributes: { '00400275': [item('S1', 'R2')] } },
        );
        const both = (step: string, procedure: string): AttributeMatch[] => [
          { tag: '00400275.00400009', kind: 'wildcard', pattern: step },
          { tag: '00400275.00401001', kind: 'single', value: procedure },
        ];

        expect(await seriesWith(both('*1', 'R1'))).toEqual([uidOf(1, 1)]);
        expect(await seriesWith(both('S1*', 'R2'))).toEqual([uidOf(1, 2)]);
        expect(await seriesWith(both('S2*', 'R1'))).toEqual([]);
      });

      it('compares moments in UTC where the zone of both is known, and as they are where it is not', async () => {
        const at = (date: string, time: string, zone?: string) => ({
          '00080020': date,
          '00080030': time,
          ...(zone === undefined ? {} : { '00080201': zone }),
        });
        await insert(
          { study: 1, attributes: at('20240102', '0030', '+0100') },
          { study: 2, attributes: at('20240101', '2330', '+0000') },
          { study: 3, attributes: at('20240101', '1830', '-0500') },
          { study: 4, attributes: at('20240102', '0030') },
          { study: 5, attributes: at('20240102', '', '+0100') },
        );
        const findIn = async (utcOffsetMinutes: number, match: AttributeMatch) => {
          const page = await index.search(permits.search, makeQuery({ matches: [match], utcOffsetMinutes }));
          expect(page.total).toBe(page.matches.length);
          return page.matches.map(({ studyUid }) => studyUid).sort();
        };
        const day = (date: string): AttributeMatch => ({
          tag: '00080020',
          kind: 'range',
          bounds: { from: date, to: date },
        });
        const hour = (from: string, to: string): AttributeMatch => ({
          tag: '00080030',
          kind: 'range',
          bounds: { from, to },
        });

        expect(await findIn(0, day('20240101'))).toEqual([uidOf(1), uidOf(2), uidOf(3)]);
        expect(await findIn(60, day('20240102'))).toEqual([1, 2, 3, 4, 5].map((study) => uidOf(study)));
        expect(await findIn(0, hour('233000.000000', '235959.999999'))).toEqual([uidOf(1), uidOf(2), uidOf(3)]);
        expect(await findIn(60, hour('003000.000000', '003059.999999'))).toEqual(
          [1, 2, 3, 4].map((study) => uidOf(study)),
        );
        expect(
          await findIn(-300, {
            tag: '00080020',
            kind: 'moments',
            days: { from: '20240101', to: '20240101' },
            times: { from: '180000.000000', to: '190000.999999' },
          }),
        ).toEqual([uidOf(1), uidOf(2), uidOf(3)]);
      });

      it("tells a name's groups apart where a query does", async () => {
        const name = { Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' };
        await insert(
          { study: 1, attributes: { '00100010': name } },
          { study: 2, attributes: { '00100010': '山田^太郎' } },
        );
        const findName = (value: string) => find({ tag: '00100010', kind: 'single', value });

        expect(await findName('山田^太郎')).toEqual([uidOf(1), uidOf(2)]);
        expect(await findName('=山田^太郎')).toEqual([uidOf(1)]);
        expect(await findName('==やまだ^たろう')).toEqual([uidOf(1)]);
        expect(await findName('=やまだ^たろう')).toEqual([]);
        expect(await find({ tag: '00100010', kind: 'wildcard', pattern: '*=山*' })).toEqual([uidOf(1)]);
      });

      it('says which instance speaks for a match, where the query wants to know', async () => {
        await insert(
          { study: 1, series: 2, instance: 1 },
          { study: 1, series: 1, instance: 3 },
          { study: 1, series: 1, instance: 2 },
        );
        const sourcesOf = async (level: 'study' | 'series' | 'instance') => {
          const page = await index.search(permits.search, makeQuery({ level, tellsSources: true }));
          return page.matches.map(({ source }) => source?.sopInstanceUid);
        };

        expect(await sourcesOf('study')).toEqual([uidOf(1, 1, 2)]);
        expect(await sourcesOf('series')).toEqual([uidOf(1, 1, 2), uidOf(1, 2, 1)]);
        expect(await sourcesOf('instance')).toEqual([uidOf(1, 1, 2), uidOf(1, 1, 3), uidOf(1, 2, 1)]);
      });
    });

    describe('with search keys that a site declared', () => {
      const declared = [
        ...['study:PatientSex', 'study:OtherPatientNames', 'study:OtherPatientIDsSequence.PatientID'],
        ...['study:OtherPatientIDsSequence.IssuerOfPatientID', 'series:Manufacturer', 'series:SeriesDate'],
        ...['instance:SliceThickness', 'instance:FrameOfReferenceUID', 'instance:00291008[ACME]:LO'],
      ];
      const { keys, faults } = parseSearchKeys(declared.join(','));
      const tagFor = (end: string) => keys.find(({ name: keyName }) => keyName.includes(end))?.name ?? '';
      let keyed: StudyIndex;
      beforeAll(async () => {
        keyed = await open(keys);
      });
      beforeEach(() => keyed.clear(permits.maintain));
      afterAll(() => keyed?.close());
      const put = (...wishes: Parameters<typeof makeInstance>[0][]) =>
        keyed.insertInstances(permits.write, wishes.map(makeInstance));
      const uids = async (level: 'study' | 'series' | 'instance', ...matches: AttributeMatch[]) => {
        const page = await keyed.search(permits.search, makeQuery({ level, matches, fuzzyMatching: false }));
        expect(page.total).toBe(page.matches.length);
        return page.matches.map((match) => match.sopInstanceUid ?? match.seriesUid ?? match.studyUid);
      };

      it('understands the declarations', () => {
        expect(faults).toEqual([]);
        expect(keys).toHaveLength(declared.length);
      });

      it('matches each by its VR, at its level and below', async () => {
        await put(
          {
            study: 1,
            attributes: {
              '00080021': '20240105',
              '00080070': 'A_B%*C',
              '00100040': 'F',
              '00101001': [{ Alphabetic: 'Doe^Jané', Ideographic: '山' }],
              '00180050': 2.5,
              '00200052': '1.2.3',
              '00290011': 'ACME',
              '00291108': 'FAST',
            },
          },
          { study: 2, attributes: { '00080070': 'AXB', '00100040': 'M', '00290010': 'OTHER', '00291008': 'FAST' } },
        );
        const single = (end: string, value: string): AttributeMatch => ({ tag: tagFor(end), kind: 'single', value });
        const [study, series, instance] = [uidOf(1), uidOf(1, 1), uidOf(1, 1, 1)];

        expect(await uids('study', single('00100040', 'F'))).toEqual([study]);
        expect(await uids('instance', single('00100040', 'F'))).toEqual([instance]);
        expect(await uids('study', single('00101001', 'doe^jane'))).toEqual([study]);
        expect(await uids('study', single('00101001', '=山'))).toEqual([study]);
        expect(await uids('study', { tag: tagFor('00101001'), kind: 'wildcard', pattern: 'DOE*' })).toEqual([study]);
        expect(await uids('series', single('00080070', 'A_B%*C'))).toEqual([series]);
        expect(await uids('series', { tag: tagFor('00080070'), kind: 'wildcard', pattern: 'A_B*' })).toEqual([series]);
        expect(await uids('series', { tag: tagFor('00080070'), kind: 'wildcard', pattern: '*X?' })).toEqual([
          uidOf(2, 1),
        ]);
        expect(
          await uids('series', {
            tag: tagFor('00080021'),
            kind: 'range',
            bounds: { from: '20240101', to: '20240105' },
          }),
        ).toEqual([series]);
        expect(await uids('instance', single('00180050', '2.50'))).toEqual([instance]);
        expect(
          await uids('instance', { tag: tagFor('00200052'), kind: 'uid-list', values: [uidOf(7), '1.2.3' as Uid] }),
        ).toEqual([instance]);
        expect(await uids('instance', single('ACME', 'FAST'))).toEqual([instance]);
        expect(await uids('instance', { tag: tagFor('00180050'), kind: 'empty' })).toEqual([uidOf(2, 1, 1)]);
        expect(await uids('study', { tag: tagFor('00101001'), kind: 'empty' })).toEqual([uidOf(2)]);
      });

      it('wants one item to meet the demands on a sequence', async () => {
        const item = (id: string, issuer: string) => ({
          '00100020': { vr: 'LO', Value: [id] },
          '00100021': { vr: 'LO', Value: [issuer] },
        });
        await put({ study: 1, attributes: { '00101002': [item('1', 'A'), item('2', 'B')] } });
        const both = (id: string, issuer: string): AttributeMatch[] => [
          { tag: tagFor('00101002.00100020'), kind: 'single', value: id },
          { tag: tagFor('00101002.00100021'), kind: 'single', value: issuer },
        ];

        expect(await uids('study', ...both('2', 'B'))).toEqual([uidOf(1)]);
        expect(await uids('study', ...both('2', 'A'))).toEqual([]);
      });

      it('follows the speaker, and is the same in whatever order instances come', async () => {
        const made = ['F', 'M', 'O'].map((sex, place) =>
          makeInstance({
            instance: place + 1,
            series: 3 - place,
            attributes: { '00100040': sex, '00080070': `maker ${sex}`, '00180050': place, '00101001': sex },
          }),
        );
        await keyed.insertInstances(permits.write, made);
        const digest = await keyed.digest(permits.maintain);
        await keyed.clear(permits.maintain);

        for (const one of made.toReversed()) await keyed.insertInstances(permits.write, [one]);

        expect(await keyed.digest(permits.maintain)).toBe(digest);
        expect(await uids('study', { tag: tagFor('00100040'), kind: 'single', value: 'O' })).toEqual([uidOf(1)]);
        expect(await uids('study', { tag: tagFor('00100040'), kind: 'single', value: 'F' })).toEqual([]);
      });
    });

    describe('answering', () => {
      it('gives the newest study first and numbers pages exactly, however deep', async () => {
        const dates = Array.from({ length: 25 }, (_, study) => `202401${String(25 - (study % 5)).padStart(2, '0')}`);
        await insert(...dates.map((date, study) => ({ study, attributes: { '00080020': date, '00100020': 'P' } })));
        const matches: AttributeMatch[] = [{ tag: '00100020', kind: 'single', value: 'P' }];
        const all = await index.search(permits.search, makeQuery({ limit: 100 }));

        for (const offset of [0, 7, 24, 25, 1_000_000]) {
          const page = await index.search(permits.search, makeQuery({ matches, limit: 7, offset }));

          expect(page.matches).toEqual(all.matches.slice(offset, offset + 7));
          expect(page.total).toBe(25);
        }
        const order = all.matches.map(({ studyUid, attributes }) => [attributes['00080020']?.Value?.[0], studyUid]);
        const byDateThenUid = order.toSorted(([a, b], [c, d]) =>
          a === c ? Number(`${b}` > `${d}`) - 0.5 : Number(`${c}` > `${a}`) - 0.5,
        );
        expect(order).toEqual(byDateThenUid);
      });

      it('counts at every level, with and without demands', async () => {
        await insert(
          { study: 1, series: 1, instance: 1, attributes: { '00080060': 'CT', '00100020': 'P1' } },
          { study: 1, series: 1, instance: 2, attributes: { '00080060': 'CT', '00100020': 'P1' } },
          { study: 1, series: 2, instance: 1, attributes: { '00080060': 'MR', '00100020': 'P1' } },
          { study: 2, series: 1, instance: 1, attributes: { '00080060': 'CT', '00100020': 'P2' } },
        );
        const total = async (level: 'study' | 'series' | 'instance', ...matches: AttributeMatch[]) =>
          (await index.search(permits.search, makeQuery({ level, matches, limit: 0 }))).total;
        const patient: AttributeMatch = { tag: '00100020', kind: 'single', value: 'P1' };
        const modalities: AttributeMatch = { tag: '00080061', kind: 'single', value: 'CT' };
        const modality: AttributeMatch = { tag: '00080060', kind: 'single', value: 'CT' };

        expect([await total('study'), await total('series'), await total('instance')]).toEqual([2, 3, 4]);
        expect([
          await total('study', patient),
          await total('series', patient),
          await total('instance', patient),
        ]).toEqual([1, 2, 3]);
        expect([
          await total('study', modalities),
          await total('series', modalities),
          await total('instance', modalities),
        ]).toEqual([2, 3, 4]);
        expect([await total('series', modality), await total('instance', modality)]).toEqual([2, 3]);
      });

      it('confines a search to the study and series of its path', async () => {
        await insert({ study: 1, series: 1 }, { study: 1, series: 2 }, { study: 2, series: 1 });

        const series = await index.search(
          permits.search,
          makeQuery({ level: 'series', within: { studyUid: uidOf(1) } }),
        );
        const instances = await index.search(
          permits.search,
          makeQuery({ level: 'instance', within: { studyUid: uidOf(1), seriesUid: uidOf(1, 2) } }),
        );

        expect(series.matches.map(({ seriesUid }) => seriesUid)).toEqual([uidOf(1, 1), uidOf(1, 2)]);
        expect(instances.matches.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual([uidOf(1, 2, 1)]);
      });

      it('gives the attributes of the level and above, as they were, with what it counted', async () => {
        await insert({ attributes: { '00100010': 'Nobody^Ångström 𝛼', '00080060': 'OT', '0008103E': 'a series' } });

        const page = await index.search(permits.search, makeQuery({ level: 'instance' }));

        const { attributes } = page.matches[0] ?? {};
        expect(attributes?.['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Nobody^Ångström 𝛼' }] });
        expect(attributes?.['00080061']).toEqual({ vr: 'CS', Value: ['OT'] });
        expect(attributes?.['0008103E']?.Value).toEqual(['a series']);
        expect(attributes?.['00201209']?.Value).toEqual([1]);
        expect(attributes?.['00080018']?.Value).toEqual([uidOf(1, 1, 1)]);
      });

      it('keeps text with broken halves of characters and zero bytes out of harm', async () => {
        const broken = 'A\ud800B\u0000C';

        await insert({ attributes: { '00100020': broken, '00081030': broken, '00100010': broken } });

        const page = await index.search(permits.search, makeQuery());
        expect(page.matches[0]?.attributes['00100020']?.Value).toEqual([broken]);
      });

      it('lets a permit for one study search that study only', async () => {
        const permit = authorize(permits.search.caller, 'study.search', { studyUid: uidOf(1) });

        await expect(index.search(permit, makeQuery())).rejects.toThrow('another study');
      });
    });

    describe('being derived', () => {
      it('forgets all when it is cleared', async () => {
        const empty = await index.digest(permits.maintain);
        await insert({ study: 1 }, { study: 2 });
        expect(await index.digest(permits.maintain)).not.toBe(empty);

        await index.clear(permits.maintain);

        expect(await index.digest(permits.maintain)).toBe(empty);
        expect((await index.search(permits.search, makeQuery())).total).toBe(0);
      });

      it('is the same for the same instances, in whatever order and batches they come', async () => {
        const digestAfter = async (instances: readonly IndexedInstance[], batchSize: number) => {
          await index.clear(permits.maintain);
          for (let start = 0; start < instances.length; start += batchSize) {
            await index.insertInstances(permits.write, instances.slice(start, start + batchSize));
          }
          return index.digest(permits.maintain);
        };

        const law = fc.asyncProperty(shuffledInstances, fc.integer({ min: 1, max: 8 }), async (shuffled, batchSize) => {
          const sorted = shuffled.toSorted((a, b) =>
            a.header.key.sopInstanceUid < b.header.key.sopInstanceUid ? -1 : 1,
          );
          expect(await digestAfter(shuffled, batchSize)).toBe(await digestAfter(sorted, sorted.length));
        });

        await fc.assert(law, { numRuns: 25 });
      });

      it('tells an index apart that lacks one instance, or has it with other bytes', async () => {
        const digestOf = async (...instances: Parameters<typeof makeInstance>[0][]) => {
          await index.clear(permits.maintain);
          await insert(...instances);
          return index.digest(permits.maintain);
        };

        const whole = await digestOf({ instance: 1 }, { instance: 2 });

        expect(await digestOf({ instance: 1 })).not.toBe(whole);
        expect(await digestOf({ instance: 1 }, { instance: 2, bytes: 'others' })).not.toBe(whole);
      });

      it('lets the smallest SOP Instance UID speak for study and series, whoever comes first', async () => {
        const said = (instance: number) => ({
          instance,
          attributes: {
            '00100020': `P${instance}`,
            '00080060': instance === 1 ? 'CT' : 'MR',
            '00080020': `2024010${instance}`,
          },
        });
        await insert(said(3), said(2));
        await insert(said(1));
        await insert(said(4));

        const page = await index.search(permits.search, makeQuery());

        expect(page.matches[0]?.attributes['00100020']?.Value).toEqual(['P1']);
        expect(page.matches[0]?.attributes['00080061']?.Value).toEqual(['CT']);
        expect(await find({ tag: '00100020', kind: 'single', value: 'P1' })).toEqual([uidOf(1)]);
        expect(await find({ tag: '00100020', kind: 'single', value: 'P2' })).toEqual([]);
        expect(await find({ tag: '00080061', kind: 'single', value: 'MR' })).toEqual([]);
        expect(await find({ tag: '00080020', kind: 'range', bounds: { from: '20240101', to: '20240101' } })).toEqual([
          uidOf(1),
        ]);
      });
    });
  });
}
