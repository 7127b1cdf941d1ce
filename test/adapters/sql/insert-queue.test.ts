import { describe, expect, it } from 'vitest';
import { InsertQueue } from '../../../shared/adapters/sql/insert-queue.ts';
import type { IndexedInstance, InsertOutcome } from '../../../shared/ports/study-index.ts';

const instances = (count: number, sha256 = 'fine') =>
  Array.from({ length: count }, () => ({ sha256 }) as unknown as IndexedInstance);

/** Notes what was inserted together; a batch with a poisoned instance fails. */
function notingQueue() {
  const batches: number[] = [];
  const queue = new InsertQueue(async (batch) => {
    batches.push(batch.length);
    if (batch.some(({ sha256 }) => sha256 === 'poison')) throw new Error('poisoned');
    return batch.map(({ sha256 }): InsertOutcome => (sha256 === 'taken' ? 'conflict' : 'inserted'));
  });
  return { queue, batches };
}

describe('inserts that come in one turn of the event loop', () => {
  it('share a transaction, and each hears of its own', async () => {
    const { queue, batches } = notingQueue();

    const outcomes = await Promise.all([
      queue.add(instances(2)),
      queue.add(instances(1, 'taken')),
      queue.add(instances(1)),
    ]);

    expect(outcomes).toEqual([['inserted', 'inserted'], ['conflict'], ['inserted']]);
    expect(batches).toEqual([4]);
  });

  it('are no more than a transaction may hold', async () => {
    const { queue, batches } = notingQueue();

    await Promise.all([40, 40, 24, 64].map((count) => queue.add(instances(count))));

    expect(batches).toEqual([40, 64, 64]);
  });

  it('that fail together are tried alone: only the one that is at fault fails', async () => {
    const { queue } = notingQueue();

    const ends = await Promise.allSettled([
      queue.add(instances(1)),
      queue.add(instances(1, 'poison')),
      queue.add(instances(1)),
    ]);

    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('that come later get a transaction of their own', async () => {
    const { queue, batches } = notingQueue();

    await queue.add(instances(1));
    await queue.add(instances(1));

    expect(batches).toEqual([1, 1]);
  });
});
