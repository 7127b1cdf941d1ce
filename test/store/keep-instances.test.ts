import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepWhole, listAll, listUnsettled } from '../contract/image-archive.contract.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { makeCt } from '../makers/make-ct.ts';
import { storeFiles, TestStore } from './open-test-store.ts';

const small = { rows: 4, columns: 4 };

describe('storing what the index refuses', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await TestStore.open();
  });
  afterEach(() => store.dispose());

  it('leaves no object behind', async () => {
    const holder = makeCt(small);
    const pretender = makeCt({ ...small, sopInstanceUid: holder.key.sopInstanceUid });
    await storeFiles(store.ports, [holder.bytes]);

    const stored = await storeFiles(store.ports, [pretender.bytes]);

    expect(stored).toEqual([]);
    expect(await listAll(store.ports.archive)).toHaveLength(1);
    expect(await listUnsettled(store.ports.archive)).toEqual([]);
  });

  it('keeps the mark of an object that an earlier, broken-off store left, so that reconcile finds it', async () => {
    const holder = makeCt(small);
    const pretender = makeCt({ ...small, sopInstanceUid: holder.key.sopInstanceUid });
    await storeFiles(store.ports, [holder.bytes]);
    await keepWhole(store.ports.archive, pretender.key, pretender.bytes);

    await storeFiles(store.ports, [pretender.bytes]);

    expect(await listUnsettled(store.ports.archive)).toHaveLength(1);
  });

  it('keeps one of two instances that claim one SOP Instance UID in one request', async () => {
    const sopInstanceUid = freshUid();
    const pair = [makeCt({ ...small, sopInstanceUid }), makeCt({ ...small, sopInstanceUid })];

    const stored = await storeFiles(
      store.ports,
      pair.map(({ bytes }) => bytes),
    );

    expect(stored).toEqual([sopInstanceUid]);
    expect(await listAll(store.ports.archive)).toHaveLength(1);
  });

  it('counts an instance that comes twice in one request as stored twice and keeps it once', async () => {
    const { bytes, key } = makeCt(small);

    const stored = await storeFiles(store.ports, [bytes, bytes]);

    expect(stored).toEqual([key.sopInstanceUid, key.sopInstanceUid]);
    expect(await listAll(store.ports.archive)).toHaveLength(1);
  });
});
