import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Authorized } from '../../shared/access/authorize.ts';
import type {
  FalsePositiveReport,
  HoldOutcome,
  Quarantine,
  QuarantineEntry,
  QuarantineFilter,
  QuarantinePage,
  ReviewDecision,
} from '../../shared/ports/quarantine.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { permitFor } from '../makers/permits.ts';
import { quarantineEntry } from '../makers/quarantine-entry.ts';

export interface OpenedQuarantine {
  readonly quarantine: Quarantine;
  readonly dispose: () => Promise<void>;
}

const mebibyte = 1024 * 1024;
const write = permitFor('study.write');
const review = permitFor('dlp.review');
const idsOfNothing = [
  '0'.repeat(64),
  'F'.repeat(64),
  `${'0'.repeat(64)}\n`,
  '',
  '.',
  '../entries',
  `../${'0'.repeat(61)}`,
];

/** What every quarantine promises, whatever it is made of (shared/ports/quarantine.ts). */
export function quarantineContract(name: string, open: () => Promise<OpenedQuarantine>): void {
  describe(`${name} keeps the quarantine contract`, () => {
    let quarantine: Quarantine;
    let dispose: () => Promise<void>;

    beforeEach(async () => {
      ({ quarantine, dispose } = await open());
    });

    afterEach(() => dispose());

    async function hold(wishes: Partial<QuarantineEntry> = {}): Promise<QuarantineEntry & HoldOutcome> {
      const bytes = randomBytes(100);
      const entry = quarantineEntry(bytes, wishes);
      return { ...entry, ...(await quarantine.hold(write, entry, inChunks(bytes))) };
    }

    describe('holding', () => {
      for (const byteLength of [0, 1, 70_000, mebibyte + 1, 8 * mebibyte, 19 * mebibyte + 7]) {
        it(`gives a reviewer ${byteLength} bytes as they were held, and what is known of them`, async () => {
          const bytes = randomBytes(byteLength);
          const entry = quarantineEntry(bytes);

          const { outcome, heldAt } = await quarantine.hold(write, entry, inChunks(bytes));

          expect(outcome).toBe('held');
          expect((await readWhole(quarantine, entry.id)).equals(bytes)).toBe(true);
          expect(await quarantine.find(review, entry.id)).toEqual({ ...entry, heldAt, reports: [] });
        });
      }

      it('leaves the chunks that it was given to whoever gave them', async () => {
        const chunk = randomBytes(100_000);
        const before = Buffer.from(chunk);

        await quarantine.hold(write, quarantineEntry(chunk), inChunks(chunk, chunk.length));

        expect(chunk.equals(before)).toBe(true);
      });

      it('says of bytes that it has since when it has them, and keeps what was known of them', async () => {
        const bytes = randomBytes(1000);
        const first = quarantineEntry(bytes);
        const { heldAt } = await quarantine.hold(write, first, inChunks(bytes));
        const later = quarantineEntry(bytes, { kind: 'pristine', heldAt: '2031-01-01T00:00:00.000Z' });

        const outcomes = [
          await quarantine.hold(write, later, inChunks(bytes)),
          await quarantine.hold(write, first, inChunks(bytes)),
        ];

        expect(outcomes).toEqual(Array(2).fill({ outcome: 'already-held', heldAt }));
        expect(await quarantine.find(review, first.id)).toEqual({ ...first, heldAt, reports: [] });
      });

      it.each([10_000, 9 * mebibyte])('holds once what comes many times at once (%i bytes)', async (byteLength) => {
        const bytes = randomBytes(byteLength);
        const entries = Array.from({ length: 12 }, (_, second) =>
          quarantineEntry(bytes, { heldAt: `2030-01-01T00:00:${10 + second}.000Z` }),
        );

        const outcomes = await Promise.all(entries.map((entry) => quarantine.hold(write, entry, inChunks(bytes))));

        const { total, entries: listed } = await listAll(quarantine);
        expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([...Array(11).fill('already-held'), 'held']);
        expect(new Set(outcomes.map(({ heldAt }) => heldAt))).toEqual(new Set([listed[0]?.heldAt]));
        expect(total).toBe(1);
        expect((await readWhole(quarantine, listed[0]?.id ?? '')).equals(bytes)).toBe(true);
      });

      it.each([10_000, 19 * mebibyte])(
        'holds nothing of bytes that break off, and all of them when they come again (%i bytes)',
        async (byteLength) => {
          const bytes = randomBytes(byteLength);
          const entry = quarantineEntry(bytes);
          const broken = new Error('the source broke off');

          const holding = quarantine.hold(write, entry, breakingOff(bytes, broken));

          await expect(holding).rejects.toBe(broken);
          await expectNothingOf(quarantine, entry.id);
          expect((await quarantine.hold(write, entry, inChunks(bytes))).outcome).toBe('held');
          expect((await readWhole(quarantine, entry.id)).equals(bytes)).toBe(true);
        },
      );

      it.each<[string, number, { readonly flips?: boolean; readonly lies?: number }]>([
        ['others', 10_000, { flips: true }],
        ['others', 8 * mebibyte, { flips: true }],
        ['others', 19 * mebibyte, { flips: true }],
        ['fewer', 10_000, { lies: 1 }],
        ['more', 10_000, { lies: -1 }],
      ])(
        'takes it for our own bug when bytes are %s than the entry says (%i), and holds nothing',
        async (_kind, byteLength, { flips = false, lies = 0 }) => {
          const bytes = randomBytes(byteLength);
          const entry = quarantineEntry(bytes, { byteLength: byteLength + lies });
          if (flips) bytes[byteLength - 1] = (bytes[byteLength - 1] ?? 0) ^ 1;

          const holding = quarantine.hold(write, entry, inChunks(bytes));

          await expect(holding).rejects.toMatchObject({ name: 'Error', message: expect.stringContaining('bytes') });
          await expectNothingOf(quarantine, entry.id);
        },
      );

      it.each<[string, Partial<QuarantineEntry>]>([
        ['an id that is no SHA-256', { id: '../../elsewhere' }],
        ['an id in capitals', { id: 'A'.repeat(64) }],
        ['a time that is none', { heldAt: 'yesterday' }],
      ])('does not take an entry with %s', async (_fault, wishes) => {
        const entry = quarantineEntry(randomBytes(10), wishes);

        const holding = quarantine.hold(write, entry, inChunks(Buffer.alloc(10)));

        await expect(holding).rejects.toMatchObject({ name: 'Error', message: expect.stringContaining('entry') });
        expect((await listAll(quarantine)).total).toBe(0);
      });
    });

    describe('looking', () => {
      it('lists newest first, then by id', async () => {
        const held = [];
        for (const day of [3, 1, 2, 2, 5, 4]) held.push(await hold({ heldAt: `2030-01-0${day}T00:00:00.000Z` }));

        const { entries } = await listAll(quarantine);

        const expected = held.toSorted(
          (one, other) => Date.parse(other.heldAt) - Date.parse(one.heldAt) || (one.id < other.id ? -1 : 1),
        );
        expect(entries.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      });

      it('lets through what each filter asks for, and both when two are asked', async () => {
        const studyUid = freshUid();
        const key = () => ({ studyUid, seriesUid: freshUid(), sopInstanceUid: freshUid() });
        const [waiting, released, rejected] = [await hold(), await hold({ key: key() }), await hold()];
        const pristine = await hold({ kind: 'pristine', key: key() });
        await quarantine.decide(review, released.id, makeDecision());
        await quarantine.decide(review, rejected.id, makeDecision({ decision: 'rejected' }));
        const questions: readonly [Partial<QuarantineFilter>, readonly QuarantineEntry[]][] = [
          [{}, [waiting, released, rejected, pristine]],
          [{ kind: 'held' }, [waiting, released, rejected]],
          [{ kind: 'pristine' }, [pristine]],
          [{ state: 'open' }, [waiting, pristine]],
          [{ state: 'released' }, [released]],
          [{ state: 'rejected' }, [rejected]],
          [{ studyUid }, [released, pristine]],
          [{ studyUid, state: 'open' }, [pristine]],
          [{ studyUid, kind: 'held', state: 'rejected' }, []],
          [{ studyUid: '1.2.3' }, []],
        ];

        const answers = [];
        for (const [filter] of questions) answers.push(await listAll(quarantine, filter));

        expect(answers.map(idsOf)).toEqual(questions.map(([, expected]) => expected.map(({ id }) => id).toSorted()));
        expect(answers.map(({ total }) => total)).toEqual(questions.map(([, expected]) => expected.length));
      });

      it('gives page after page, each entry once, and always the number of all', async () => {
        const held = [];
        for (let count = 0; count < 13; count += 1) held.push(await hold());

        const pages = [];
        for (const offset of [0, 5, 10, 15]) pages.push(await quarantine.list(review, { limit: 5, offset }));

        expect(pages.map(({ entries }) => entries.length)).toEqual([5, 5, 3, 0]);
        expect(pages.map(({ total }) => total)).toEqual([13, 13, 13, 13]);
        expect(pages.flatMap(idsOf).toSorted()).toEqual(held.map(({ id }) => id).toSorted());
      });

      it('shows in a list what it shows of one', async () => {
        const { id } = await hold();
        await quarantine.report(review, id, makeReport());
        await quarantine.decide(review, id, makeDecision());

        const { entries } = await listAll(quarantine);

        expect(entries).toEqual([await quarantine.find(review, id)]);
        expect(entries[0]).toMatchObject({ decision: makeDecision(), reports: [makeReport()] });
      });

      it.each(idsOfNothing)('knows nothing of what it never held (%j)', async (id) => {
        await hold();

        const found = await quarantine.find(review, id);

        const notFound = { code: 'quarantine-entry-not-found', status: 404 };
        expect(found).toBeUndefined();
        await expect(quarantine.readBytes(review, id)).rejects.toMatchObject(notFound);
        await expect(quarantine.decide(review, id, makeDecision())).rejects.toMatchObject(notFound);
        await expect(quarantine.report(review, id, makeReport())).rejects.toMatchObject(notFound);
      });

      it('lets a reader stop early and goes on serving', async () => {
        const bytes = randomBytes(3 * mebibyte);
        const entry = quarantineEntry(bytes);
        await quarantine.hold(write, entry, inChunks(bytes));

        for (let round = 0; round < 10; round += 1) {
          for await (const chunk of await quarantine.readBytes(review, entry.id)) {
            expect(chunk.length).toBeGreaterThan(0);
            break;
          }
        }

        expect((await readWhole(quarantine, entry.id)).equals(bytes)).toBe(true);
      });
    });

    describe('deciding', () => {
      it('lets the first decision stand, and gives it to whoever comes later', async () => {
        const { id } = await hold();

        const first = await quarantine.decide(review, id, makeDecision({ reviewer: 'one' }));
        const second = await quarantine.decide(review, id, makeDecision({ decision: 'rejected', reviewer: 'two' }));

        expect(first).toEqual(makeDecision({ reviewer: 'one' }));
        expect(second).toEqual(first);
        expect((await quarantine.find(review, id))?.decision).toEqual(first);
      });

      it('lets one of many that come at once stand, and all hear which', async () => {
        const { id } = await hold();
        const decisions = Array.from({ length: 20 }, (_, number) =>
          makeDecision({ decision: number % 2 === 0 ? 'released' : 'rejected', reviewer: `reviewer-${number}` }),
        );

        const answers = await Promise.all(decisions.map((decision) => quarantine.decide(review, id, decision)));

        const stands = (await quarantine.find(review, id))?.decision;
        expect(decisions).toContainEqual(stands);
        expect(answers).toEqual(Array(20).fill(stands));
      });

      it('keeps the bytes of what was decided, and does not hold them a second time', async () => {
        const bytes = randomBytes(5000);
        const entry = quarantineEntry(bytes);
        const { heldAt } = await quarantine.hold(write, entry, inChunks(bytes));
        await quarantine.decide(review, entry.id, makeDecision());

        const again = await quarantine.hold(write, entry, inChunks(bytes));

        expect(again).toEqual({ outcome: 'already-held', heldAt });
        expect((await readWhole(quarantine, entry.id)).equals(bytes)).toBe(true);
      });
    });

    describe('reporting', () => {
      it('adds each report after those before it, also after a decision', async () => {
        const { id } = await hold();
        const other = await hold();
        const reports = ['first', 'second', 'second', 'third'].map((reason) => makeReport({ reason }));

        for (const report of reports.slice(0, 3)) await quarantine.report(review, id, report);
        await quarantine.decide(review, id, makeDecision());
        for (const report of reports.slice(3)) await quarantine.report(review, id, report);

        expect((await quarantine.find(review, id))?.reports).toEqual(reports);
        expect((await quarantine.find(review, other.id))?.reports).toEqual([]);
      });

      it('loses none of many that come at once', async () => {
        const { id } = await hold();
        const reports = Array.from({ length: 20 }, (_, number) => makeReport({ reason: `reason ${number}` }));

        await Promise.all(reports.map((report) => quarantine.report(review, id, report)));

        const reasons = (await quarantine.find(review, id))?.reports.map(({ reason }) => reason);
        expect(reasons?.toSorted()).toEqual(reports.map(({ reason }) => reason).toSorted());
      });
    });

    it('opens nothing for a permit that was given for another study', async () => {
      const [mine, theirs] = [await hold(), await hold()];
      const narrow = permitFor('dlp.review', mine.key.studyUid);
      const bytes = randomBytes(10);

      const listed = await quarantine.list(narrow, { limit: 10, offset: 0 });

      expect(idsOf(listed)).toEqual([mine.id]);
      expect(listed.total).toBe(1);
      await expect(quarantine.find(narrow, theirs.id)).rejects.toThrow('another study');
      await expect(quarantine.readBytes(narrow, theirs.id)).rejects.toThrow('another study');
      await expect(quarantine.decide(narrow, theirs.id, makeDecision())).rejects.toThrow('another study');
      await expect(quarantine.report(narrow, theirs.id, makeReport())).rejects.toThrow('another study');
      const permit = permitFor('study.write', freshUid());
      await expect(quarantine.hold(permit, quarantineEntry(bytes), inChunks(bytes))).rejects.toThrow('another study');
    });
  });
}

export function makeDecision(wishes: Partial<ReviewDecision> = {}): ReviewDecision {
  return {
    decision: 'released',
    decidedAt: '2030-02-03T04:05:06.000Z',
    reviewer: 'a-reviewer',
    justification: 'A phantom, no patient.',
    ...wishes,
  };
}

export function makeReport(wishes: Partial<FalsePositiveReport> = {}): FalsePositiveReport {
  return {
    reportedAt: '2030-02-03T04:05:06.000Z',
    reviewer: 'a-reviewer',
    rule: 'identifier-in-free-text',
    detector: 'us-ssn',
    path: '00104000',
    fingerprint: 'f'.repeat(64),
    reason: 'A serial number.',
    ...wishes,
  };
}

export async function* inChunks(bytes: Uint8Array, chunkBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

export function listAll(quarantine: Quarantine, filter: Partial<QuarantineFilter> = {}): Promise<QuarantinePage> {
  return quarantine.list(review, { limit: 10_000, offset: 0, ...filter });
}

export async function readWhole(
  quarantine: Quarantine,
  id: string,
  permit: Authorized<'dlp.review'> = review,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await quarantine.readBytes(permit, id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* breakingOff(bytes: Uint8Array, error: Error): AsyncGenerator<Uint8Array> {
  yield* inChunks(bytes.subarray(0, bytes.length - 1));
  throw error;
}

async function expectNothingOf(quarantine: Quarantine, id: string): Promise<void> {
  expect(await quarantine.find(review, id)).toBeUndefined();
  expect((await listAll(quarantine)).total).toBe(0);
  await expect(quarantine.readBytes(review, id)).rejects.toMatchObject({ code: 'quarantine-entry-not-found' });
}

const idsOf = ({ entries }: QuarantinePage): readonly string[] => entries.map(({ id }) => id).toSorted();
