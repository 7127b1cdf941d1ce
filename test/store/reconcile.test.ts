import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { reconcile } from '../../shared/store/reconcile.ts';
import { reindex } from '../../shared/store/reindex.ts';
import { keepWhole, listAll, listUnsettled, readWhole } from '../contract/image-archive.contract.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { maintainPermit } from '../makers/permits.ts';
import { type Crash, crashingPorts, ProcessDied } from './crashing-ports.ts';
import { storeFiles, TestStore } from './open-test-store.ts';

const small = { rows: 4, columns: 4 };

describe('reconcile', () => {
  let store: TestStore;

  beforeEach(async () => {
    store = await TestStore.open();
  });

  afterEach(() => store.dispose());

  const reconcileNow = () => reconcile(store.ports.archive, store.ports.index, maintainPermit);
  const isIndexed = async (key: InstanceKey) =>
    (await store.ports.index.findInstance(maintainPermit, key)) !== undefined;

  it('has nothing to do after stores that ended', async () => {
    const { bytes } = makeCt(small);
    await storeFiles(store.ports, [bytes]);

    const done = await reconcileNow();

    expect(done).toEqual({ completed: 0, removed: 0, unreadable: 0 });
  });

  it('completes an instance that was kept but not indexed, and only once', async () => {
    const { bytes, key } = makeCt(small);
    await keepWhole(store.ports.archive, key, bytes, Buffer.from('a torn sidecar'));
    await store.restart();

    const first = await reconcileNow();
    const second = await reconcileNow();

    expect(first).toEqual({ completed: 1, removed: 0, unreadable: 0 });
    expect(second).toEqual({ completed: 0, removed: 0, unreadable: 0 });
    expect(await isIndexed(key)).toBe(true);
  });

  it('removes an instance whose SOP Instance UID is held by another', async () => {
    const holder = makeCt(small);
    const pretender = makeCt({ ...small, sopInstanceUid: holder.key.sopInstanceUid });
    await storeFiles(store.ports, [holder.bytes]);
    await keepWhole(store.ports.archive, pretender.key, pretender.bytes);
    await store.restart();

    const done = await reconcileNow();

    expect(done).toEqual({ completed: 0, removed: 1, unreadable: 0 });
    expect(await listAll(store.ports.archive)).toEqual([holder.key]);
    expect(await isIndexed(holder.key)).toBe(true);
  });

  it('leaves what it cannot read for a person to look at', async () => {
    const { key } = makeCt(small);
    await keepWhole(store.ports.archive, key, Buffer.from('no longer DICOM'));

    const done = await reconcileNow();

    expect(done).toEqual({ completed: 0, removed: 0, unreadable: 1 });
    expect(await listAll(store.ports.archive)).toEqual([key]);
    expect(await isIndexed(key)).toBe(false);
  });

  it('does not look at instances that were settled, however many', async () => {
    const { bytes, key } = makeCt(small);
    await storeFiles(store.ports, [bytes]);
    const { studyUid, seriesUid, sopInstanceUid } = key;
    await writeFile(join(store.folder, 'archive', 'studies', studyUid, seriesUid, `${sopInstanceUid}.dcm`), 'broken');

    const done = await reconcileNow();

    expect(done).toEqual({ completed: 0, removed: 0, unreadable: 0 });
  });
});

describe('a process that dies at any call of a port', () => {
  it('loses nothing that was answered as stored, shows nothing half, and its index can be computed again', async () => {
    const cases = fc.record({ atCall: fc.integer({ min: 1, max: 76 }), afterTheCall: fc.boolean() });

    await fc.assert(
      fc.asyncProperty(cases, fc.boolean(), (crash, crashesAgain) => surviveCrash(crash, crashesAgain)),
      { numRuns: 30 },
    );
  });
});

/** New instances, one again, one under a UID that is taken, and one that shares a series with another request. */
function requests(): MadeInstance[][] {
  const shared = { ...small, studyUid: freshUid(), seriesUid: freshUid() };
  const [first, second, third, fourth] = [makeCt(shared), makeCt(shared), makeCt(small), makeCt(shared)];
  const pretender = makeCt({ ...small, sopInstanceUid: first.key.sopInstanceUid });
  return [[first, second], [third, first], [pretender, fourth], [makeCt(small)], [pretender], [second, makeCt(shared)]];
}

async function surviveCrash(crash: Crash, crashesAgain: boolean): Promise<void> {
  const store = await TestStore.open();
  try {
    const toStore = requests();
    const answered = await storeUntilItDies(store, toStore, crash);
    await store.restart();
    if (crashesAgain) await reconcileUntilItDies(store, crash);
    const { archive, index } = store.ports;

    await reconcile(archive, index, maintainPermit);

    const all = toStore.flat();
    const kept = await listAll(archive);
    for (const key of kept) expect(await index.findInstance(maintainPermit, key)).toBeDefined();
    for (const uid of answered) {
      const made = all.find(({ key }) => key.sopInstanceUid === uid);
      expect(made && (await readWhole(archive, made.key)).equals(made.bytes)).toBe(true);
    }
    expect(await listUnsettled(archive)).toEqual([]);
    const before = await index.digest(maintainPermit);
    expect(await reindex({ archive, index }, maintainPermit)).toMatchObject({ indexed: kept.length, removed: 0 });
    expect(await index.digest(maintainPermit)).toBe(before);
  } finally {
    await store.dispose();
  }
}

async function storeUntilItDies(store: TestStore, toStore: readonly MadeInstance[][], crash: Crash): Promise<string[]> {
  const ports = crashingPorts(store.ports, crash);
  const answered: string[] = [];
  await untilItDies(async () => {
    for (const request of toStore) {
      answered.push(
        ...(await storeFiles(
          ports,
          request.map(({ bytes }) => bytes),
        )),
      );
    }
  });
  return answered;
}

async function reconcileUntilItDies(store: TestStore, { atCall, afterTheCall }: Crash): Promise<void> {
  const ports = crashingPorts(store.ports, { atCall: (atCall % 5) + 1, afterTheCall });
  await untilItDies(() => reconcile(store.ports.archive, ports.index, maintainPermit));
  await store.restart();
}

async function untilItDies(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProcessDied)) throw error;
  }
}
