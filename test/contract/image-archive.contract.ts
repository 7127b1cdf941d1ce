import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Authorized } from '../../shared/access/authorize.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import type { ImageArchive, InstanceDraft, KeepOutcome } from '../../shared/ports/image-archive.ts';
import { admissionFor } from '../makers/admissions.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { maintainPermit, permitFor } from '../makers/permits.ts';

export interface OpenedArchive {
  readonly archive: ImageArchive;
  readonly dispose: () => Promise<void>;
}

const mebibyte = 1024 * 1024;
const sidecar = Buffer.from('a sidecar');
const write = permitFor('study.write');
const read = permitFor('study.read');

/** What every image archive promises, whatever it is made of (shared/ports/image-archive.ts). */
export function imageArchiveContract(name: string, open: () => Promise<OpenedArchive>): void {
  describe(`${name} keeps the image archive contract`, () => {
    let archive: ImageArchive;
    let dispose: () => Promise<void>;

    beforeEach(async () => {
      ({ archive, dispose } = await open());
    });

    afterEach(() => dispose());

    for (const byteLength of [0, 1, 70_000, mebibyte, mebibyte + 1, 19 * mebibyte + 7]) {
      it(`gives back ${byteLength} bytes as it was given them`, async () => {
        const key = freshKey();
        const bytes = randomBytes(byteLength);

        const outcome = await keepWhole(archive, key, bytes);

        expect(outcome).toBe('kept');
        const stored = await archive.readInstance(read, key);
        expect(stored.byteLength).toBe(byteLength);
        expect(sha256(await gather(stored.bytes))).toBe(sha256(bytes));
      });
    }

    it('tells length and hash of what was written when a draft is sealed', async () => {
      const bytes = randomBytes(300_000);
      const draft = await draftOf(archive, bytes);

      const sealed = await draft.seal();

      expect(sealed).toEqual({ byteLength: bytes.length, sha256: sha256(bytes) });
      await draft.discard();
    });

    for (const byteLength of [0, 7, 300_000, 9 * mebibyte]) {
      it(`spools ${byteLength} bytes and gives back any range of them, again and again`, async () => {
        const bytes = randomBytes(byteLength);
        const spool = await archive.openSpool(write);
        for (let at = 0; at < byteLength; at += 70_001) await spool.write(Buffer.from(bytes.subarray(at, at + 70_001)));

        await spool.seal();

        for (const [from, to] of [
          [0, byteLength],
          [0, byteLength],
          [3, 5],
          [byteLength >> 1, byteLength],
        ] as const) {
          const part = bytes.subarray(from, to);
          expect((await gather(spool.read({ offset: from, length: part.length }))).equals(part)).toBe(true);
        }
        await spool.discard();
        expect(await listAll(archive)).toEqual([]);
      });
    }

    it('takes chunks of any size, and many tiny ones', async () => {
      const key = freshKey();
      const chunks = Array.from({ length: 3_000 }, (_, index) => randomBytes(index % 5));
      const draft = await archive.openDraft(write);

      for (const chunk of chunks) await draft.write(Uint8Array.from(chunk));
      await sealAndKeep(draft, key);

      expect(await readWhole(archive, key)).toEqual(Buffer.concat(chunks));
    });

    it('calls the same bytes again identical and keeps one object', async () => {
      const key = freshKey();
      const bytes = randomBytes(5_000);

      const outcomes = [await keepWhole(archive, key, bytes), await keepWhole(archive, key, bytes)];

      expect(outcomes).toEqual(['kept', 'identical']);
      expect(await listAll(archive)).toEqual([key]);
    });

    it.each([5_000, 10 * mebibyte])(
      'calls other bytes of the same length different and changes nothing (%i)',
      async (byteLength) => {
        const key = freshKey();
        const first = randomBytes(byteLength);
        const other = Buffer.from(first);
        other[byteLength - 1] = (first[byteLength - 1] ?? 0) ^ 1;
        await keepWhole(archive, key, first);

        const outcome = await keepWhole(archive, key, other, Buffer.from('another sidecar'));

        expect(outcome).toBe('different');
        expect(sha256(await readWhole(archive, key))).toBe(sha256(first));
        expect(await gatherSidecar(archive, key)).toEqual(sidecar);
      },
    );

    it('keeps one of fifty that come with the same bytes at the same moment', async () => {
      const key = freshKey();
      const bytes = randomBytes(20_000);

      const outcomes = await Promise.all(Array.from({ length: 50 }, () => keepWhole(archive, key, bytes)));

      expect(outcomes.toSorted()).toEqual([...Array(49).fill('identical'), 'kept']);
      expect(await readWhole(archive, key)).toEqual(bytes);
    });

    it('keeps one of fifty that come with other bytes at the same moment', async () => {
      const key = freshKey();
      const bodies = Array.from({ length: 50 }, () => randomBytes(20_000));

      const outcomes = await Promise.all(bodies.map((bytes) => keepWhole(archive, key, bytes)));

      expect(outcomes.toSorted()).toEqual([...Array(49).fill('different'), 'kept']);
      expect(await readWhole(archive, key)).toEqual(bodies[outcomes.indexOf('kept')]);
    });

    it('shows nothing of a draft before it is kept, and nothing after it is discarded', async () => {
      const draft = await draftOf(archive, randomBytes(2 * mebibyte));

      const before = await listAll(archive);
      await draft.seal();
      await draft.discard();
      await draft.discard();

      expect(before).toEqual([]);
      expect(await listAll(archive)).toEqual([]);
      const admission = await admissionFor(sha256(Buffer.from('anything')));
      await expect(draft.keep(freshKey(), sidecar, admission)).rejects.toThrow();
    });

    it('can discard a draft that is half written', async () => {
      const draft = await draftOf(archive, randomBytes(9 * mebibyte));

      await draft.discard();

      expect(await listAll(archive)).toEqual([]);
    });

    it('leaves a kept instance alone when its draft is discarded', async () => {
      const key = freshKey();
      const draft = await draftOf(archive, Buffer.from('bytes'));
      await sealAndKeep(draft, key);

      await draft.discard();

      expect(await readWhole(archive, key)).toEqual(Buffer.from('bytes'));
    });

    it('takes back what this draft kept, and nothing that another one kept', async () => {
      const [mine, theirs] = [freshKey(), freshKey()];
      await keepWhole(archive, theirs, Buffer.from('same'));
      const late = await draftOf(archive, Buffer.from('same'));
      await sealAndKeep(late, theirs);
      const draft = await draftOf(archive, Buffer.from('mine'));
      await sealAndKeep(draft, mine);

      await late.takeBack();
      await draft.takeBack();

      expect(await listAll(archive)).toEqual([theirs]);
      expect(await archive.readSidecar(read, mine)).toBeUndefined();
    });

    it('fails with instance-not-found for an instance it never kept', async () => {
      const reading = archive.readInstance(read, freshKey());

      await expect(reading).rejects.toMatchObject({ code: 'instance-not-found' });
    });

    it('reads the range that is asked for, across every boundary', async () => {
      const key = freshKey();
      const bytes = randomBytes(3 * mebibyte);
      await keepWhole(archive, key, bytes);
      const ranges = [
        { offset: 0, length: 1 },
        { offset: bytes.length - 1, length: 1 },
        { offset: 1000, length: 2 * mebibyte },
        { offset: 12_345, length: 54_321 },
        { offset: 700_000, length: 0 },
        { offset: bytes.length - 10, length: 100 },
        { offset: bytes.length, length: 10 },
      ];

      const answers = await Promise.all(ranges.map((range) => archive.readInstance(read, key, range)));

      for (const [position, { offset, length }] of ranges.entries()) {
        const stored = answers[position];
        expect(stored?.byteLength).toBe(bytes.length);
        const expected = bytes.subarray(offset, offset + length);
        expect((await gather(stored?.bytes ?? [])).equals(expected)).toBe(true);
      }
    });

    it('lets a reader stop early and goes on serving', async () => {
      const key = freshKey();
      const bytes = randomBytes(6 * mebibyte);
      await keepWhole(archive, key, bytes);

      for (let round = 0; round < 20; round += 1) {
        for await (const chunk of (await archive.readInstance(read, key)).bytes) {
          expect(chunk.length).toBeGreaterThan(0);
          break;
        }
      }

      expect(sha256(await readWhole(archive, key))).toBe(sha256(bytes));
    });

    it('gives back a sidecar, replaces it, and has none for what it never kept', async () => {
      const key = freshKey();
      await keepWhole(archive, key, randomBytes(10));

      const first = await gatherSidecar(archive, key);
      await archive.replaceSidecar(read, key, Buffer.from('derived anew'));

      expect(first).toEqual(sidecar);
      expect(await gatherSidecar(archive, key)).toEqual(Buffer.from('derived anew'));
      expect(await archive.readSidecar(read, freshKey())).toBeUndefined();
    });

    it('gives back the pack of a series, replaces it, and has none before', async () => {
      const key = freshKey();
      await keepWhole(archive, key, randomBytes(10));
      const permit = permitFor('study.read', key.studyUid);

      const before = await archive.readPack(permit, key);
      await archive.replacePack(permit, key, Buffer.from('a pack'));
      await archive.replacePack(permit, key, Buffer.from('another pack'));
      const after = await archive.readPack(permit, key);

      expect(before).toBeUndefined();
      expect(after?.byteLength).toBe('another pack'.length);
      for await (const chunk of after?.bytes ?? []) expect(Buffer.from(chunk).toString()).toBe('another pack');
      expect(await listAll(archive)).toEqual([key]);
    });

    it('lists every kept instance once, and no sidecar', async () => {
      const study = freshUid();
      const keys = Array.from({ length: 25 }, (_, index) => ({
        ...freshKey(),
        ...(index < 5 ? { studyUid: study } : {}),
      }));

      await Promise.all(keys.map((key) => keepWhole(archive, key, randomBytes(100))));

      expect(sorted(await listAll(archive))).toEqual(sorted(keys));
    });

    it('holds an instance unsettled until it is told that the index has it', async () => {
      const [first, second] = [freshKey(), freshKey()];
      await keepWhole(archive, first, randomBytes(10));
      await keepWhole(archive, second, randomBytes(10));

      const before = await listUnsettled(archive);
      await archive.settle(write, [first, freshKey()]);

      expect(sorted(before)).toEqual(sorted([first, second]));
      expect(await listUnsettled(archive)).toEqual([second]);
    });

    it('settles an instance for whoever stored the same bytes again', async () => {
      const key = freshKey();
      await keepWhole(archive, key, Buffer.from('twice'));
      await keepWhole(archive, key, Buffer.from('twice'));

      await archive.settle(write, [key]);

      expect(await listUnsettled(archive)).toEqual([]);
      expect(await readWhole(archive, key)).toEqual(Buffer.from('twice'));
    });

    it('removes an instance with its sidecar, and lets the key be used again', async () => {
      const key = freshKey();
      await keepWhole(archive, key, Buffer.from('first'));

      await archive.removeInstance(maintainPermit, key);
      await archive.removeInstance(maintainPermit, key);

      expect(await listAll(archive)).toEqual([]);
      expect(await archive.readSidecar(read, key)).toBeUndefined();
      expect(await keepWhole(archive, key, Buffer.from('second'))).toBe('kept');
    });

    it('refuses a permit that was given for another study', async () => {
      const key = freshKey();
      await keepWhole(archive, key, randomBytes(10));
      const other = permitFor('study.read', freshUid());

      await expect(archive.readInstance(other, key)).rejects.toThrow('another study');
      await expect(archive.readSidecar(other, key)).rejects.toThrow('another study');
      await expect(archive.replaceSidecar(other, key, sidecar)).rejects.toThrow('another study');
      await expect(archive.readPack(other, key)).rejects.toThrow('another study');
      await expect(archive.replacePack(other, key, sidecar)).rejects.toThrow('another study');
      await expect(
        keepWhole(archive, key, randomBytes(1), sidecar, permitFor('study.write', freshUid())),
      ).rejects.toThrow('another study');
    });

    it.each([5_000, 10 * mebibyte])(
      'gives a sealed draft back, byte for byte, until it is kept (%i)',
      async (length) => {
        const bytes = randomBytes(length);
        const draft = await draftOf(archive, bytes);
        await draft.seal();

        const read = [await gather(draft.readSealed()), await gather(draft.readSealed())];

        expect(read.map(sha256)).toEqual([sha256(bytes), sha256(bytes)]);
        await draft.discard();
        await expect(gather(draft.readSealed())).rejects.toThrow();
      },
    );

    it('knows whether it has the bytes of a draft already', async () => {
      const key = freshKey();
      const draft = await draftOf(archive, Buffer.from('the same'));
      await draft.seal();
      const other = await draftOf(archive, Buffer.from('others!!'));
      await other.seal();

      const before = await draft.isKept(key);
      await keepWhole(archive, key, Buffer.from('the same'));

      expect([before, await draft.isKept(key), await other.isKept(key)]).toEqual([false, true, false]);
      await draft.discard();
      await other.discard();
    });

    it('keeps no bytes that the guard has not admitted', async () => {
      const draft = await draftOf(archive, Buffer.from('not what was inspected'));
      await draft.seal();

      const keeping = draft.keep(freshKey(), sidecar, await admissionFor(sha256(Buffer.from('inspected'))));

      await expect(keeping).rejects.toThrow('other bytes');
      await draft.discard();
      expect(await listAll(archive)).toEqual([]);
    });

    it('does not keep a draft that was not sealed', async () => {
      const draft = await draftOf(archive, randomBytes(10));

      const keeping = draft.keep(freshKey(), sidecar, await admissionFor(sha256(Buffer.from('anything'))));

      await expect(keeping).rejects.toThrow('sealed');
      await draft.discard();
      expect(await listAll(archive)).toEqual([]);
    });
  });
}

export function freshKey(): InstanceKey {
  return { studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() };
}

/** As a request would: in chunks of 64 kB, sealed, kept, and discarded at the end whatever happened. */
export async function keepWhole(
  archive: ImageArchive,
  key: InstanceKey,
  bytes: Uint8Array,
  itsSidecar: Uint8Array = sidecar,
  permit: Authorized<'study.write'> = write,
) {
  const draft = await draftOf(archive, bytes, permit);
  try {
    return await sealAndKeep(draft, key, itsSidecar);
  } finally {
    await draft.discard();
  }
}

/** With the admission that a store would have asked the guard for. */
export async function sealAndKeep(
  draft: InstanceDraft,
  key: InstanceKey,
  itsSidecar: Uint8Array = sidecar,
): Promise<KeepOutcome> {
  const sealed = await draft.seal();
  return draft.keep(key, itsSidecar, await admissionFor(sealed.sha256));
}

export async function readWhole(archive: ImageArchive, key: InstanceKey): Promise<Buffer> {
  return gather((await archive.readInstance(read, key)).bytes);
}

export async function listUnsettled(archive: ImageArchive): Promise<InstanceKey[]> {
  return collect(archive.listUnsettled(maintainPermit));
}

export async function listAll(archive: ImageArchive): Promise<InstanceKey[]> {
  return collect(archive.listInstances(maintainPermit));
}

async function draftOf(archive: ImageArchive, bytes: Uint8Array, permit = write): Promise<InstanceDraft> {
  const draft = await archive.openDraft(permit);
  for (let at = 0; at < bytes.length; at += 65_536) await draft.write(Uint8Array.from(bytes.subarray(at, at + 65_536)));
  return draft;
}

async function gatherSidecar(archive: ImageArchive, key: InstanceKey): Promise<Buffer> {
  return Buffer.from((await archive.readSidecar(read, key)) ?? []);
}

async function gather(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(bytes));
}

async function collect<T>(items: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sorted(keys: readonly InstanceKey[]): InstanceKey[] {
  return keys.toSorted((one, other) => (one.sopInstanceUid < other.sopInstanceUid ? -1 : 1));
}
