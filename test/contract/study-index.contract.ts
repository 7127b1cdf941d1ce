import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorize } from '../../shared/access/authorize.ts';
import type { AttributeMatch } from '../../shared/ports/search-query.ts';
import type { IndexedInstance, StudyIndex } from '../../shared/ports/study-index.ts';
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
export function studyIndexContract(name: string, open: () => Promise<StudyIndex>): void {
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
