import { describe, expect, it } from 'vitest';
import { groupCommit } from '../../shared/audit/group-commit.ts';

const nextTurn = () => new Promise(setImmediate);

/** A disk that flushes when it is told to. */
function slowDisk() {
  const batches: (readonly number[])[] = [];
  let flush = Promise.withResolvers<void>();
  const commit = async (batch: readonly number[]): Promise<void> => {
    batches.push(batch);
    await flush.promise;
  };
  const settle = (failure?: Error) => {
    const current = flush;
    flush = Promise.withResolvers<void>();
    if (failure === undefined) current.resolve();
    else current.reject(failure);
  };
  return { batches, commit, settle };
}

describe('a group commit', () => {
  it('takes all that waited for one flush into the next, in order', async () => {
    const disk = slowDisk();
    const commits = groupCommit(disk.commit);

    const together = [1, 2].map((item) => commits.add(item));
    await nextTurn();
    const meanwhile = [3, 4, 5].map((item) => commits.add(item));
    disk.settle();
    await Promise.all(together);
    await nextTurn();
    disk.settle();
    await Promise.all(meanwhile);

    expect(disk.batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('fails every item of a failed batch and none of the next', async () => {
    const disk = slowDisk();
    const commits = groupCommit(disk.commit);

    const first = commits.add(1);
    await nextTurn();
    const later = [2, 3].map((item) => commits.add(item));
    disk.settle(new Error('no space'));

    await expect(first).rejects.toThrow('no space');
    await nextTurn();
    disk.settle();
    await expect(Promise.all(later)).resolves.toHaveLength(2);
  });

  it('is idle only when everything has been written', async () => {
    const disk = slowDisk();
    const commits = groupCommit(disk.commit);
    let isIdle = false;

    const added = commits.add(1);
    const idle = commits.idle().then(() => {
      isIdle = true;
    });
    await nextTurn();

    expect(isIdle).toBe(false);
    disk.settle();
    await Promise.all([added, idle]);
    expect(isIdle).toBe(true);
  });

  it('refuses to let an unbounded queue grow', async () => {
    const disk = slowDisk();
    const commits = groupCommit(disk.commit);
    const added = Array.from({ length: 20_000 }, (_, item) => commits.add(item));

    const oneTooMany = commits.add(-1);

    await expect(oneTooMany).rejects.toMatchObject({ code: 'audit-unavailable' });
    const emptied = Promise.all(added);
    while (disk.batches.flat().length < 20_000) {
      disk.settle();
      await nextTurn();
    }
    disk.settle();
    await emptied;
  });
});
