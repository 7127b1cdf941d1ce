import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { decodeSidecar } from '../../shared/dicom/sidecar.ts';
import { type ReindexProgress, reindex } from '../../shared/store/reindex.ts';
import { keepWhole, listAll } from '../contract/image-archive.contract.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { maintainPermit } from '../makers/permits.ts';
import { storeFiles, TestStore } from './open-test-store.ts';

const small = { rows: 4, columns: 4 };

describe('reindex', () => {
  let store: TestStore;

  beforeEach(async () => {
    store = await TestStore.open();
  });

  afterEach(() => store.dispose());

  const digest = () => store.ports.index.digest(maintainPermit);
  const fileOf = ({ studyUid, seriesUid, sopInstanceUid }: InstanceKey, ending: string) =>
    join(store.folder, 'archive', 'studies', studyUid, seriesUid, `${sopInstanceUid}.${ending}`);

  it('computes an equal index, batch by batch, and tells how far it is', async () => {
    const files = [...makeCtSeries(70, small), makeCt(small)].map(({ bytes }) => bytes);
    await storeFiles(store.ports, files);
    const before = await digest();
    const progress: number[] = [];

    const done = await reindex(store.ports, maintainPermit, ({ indexed }: ReindexProgress) => progress.push(indexed));

    expect(done).toEqual({ indexed: 71, unreadable: 0, conflicting: 0, removed: 0, faulty: [] });
    expect(progress).toEqual([64, 71]);
    expect(await digest()).toBe(before);
  });

  it('does without sidecars, and puts them back', async () => {
    const [lost, torn] = [makeCt(small), makeCt(small)];
    await storeFiles(store.ports, [lost.bytes, torn.bytes]);
    const before = await digest();
    await rm(fileOf(lost.key, 'sidecar'));
    await writeFile(fileOf(torn.key, 'sidecar'), Buffer.from([0x1f, 0x8b, 8, 0]));

    await reindex(store.ports, maintainPermit);

    expect(await digest()).toBe(before);
    for (const { key } of [lost, torn]) {
      const sidecar = await store.ports.archive.readSidecar(maintainPermit, key);
      expect(sidecar && decodeSidecar(sidecar)?.key).toEqual(key);
    }
  });

  it('gives a UID to the instance whose store was answered, not to one that a crash left', async () => {
    const holder = makeCt(small);
    await storeFiles(store.ports, [holder.bytes]);
    const before = await digest();
    const pretenders = Array.from({ length: 8 }, () => makeCt({ ...small, sopInstanceUid: holder.key.sopInstanceUid }));
    for (const { key, bytes } of pretenders) await keepWhole(store.ports.archive, key, bytes);

    const done = await reindex(store.ports, maintainPermit);

    expect(done).toMatchObject({ indexed: 1, removed: 8, conflicting: 0 });
    expect(await digest()).toBe(before);
    expect(await listAll(store.ports.archive)).toEqual([holder.key]);
  });

  it('names what it cannot read and goes on', async () => {
    const [sound, broken] = [makeCt(small), makeCt(small)];
    await storeFiles(store.ports, [sound.bytes, broken.bytes]);
    await rm(fileOf(broken.key, 'sidecar'));
    await writeFile(fileOf(broken.key, 'dcm'), 'no longer DICOM');

    const done = await reindex(store.ports, maintainPermit);

    expect(done).toEqual({ indexed: 1, unreadable: 1, conflicting: 0, removed: 0, faulty: [broken.key] });
  });
});
