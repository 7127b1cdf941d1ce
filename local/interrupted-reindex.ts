import { access, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const markIn = (dataFolder: string): string => join(dataFolder, 'reindex-under-way');

/** Half an index looks like lost images. A host asks this first, and says so instead of answering 404. */
export async function assertReindexEnded(dataFolder: string): Promise<void> {
  const ended = await access(markIn(dataFolder)).then(
    () => false,
    () => true,
  );
  if (!ended) throw new Error('a reindex was interrupted and the index is not whole; run "npm run reindex" again');
}

/** The mark is on stable storage before the work begins, and goes only when it has ended. */
export async function markingReindex<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const mark = await open(markIn(dataFolder), 'w', 0o600);
  await mark.sync();
  await mark.close();
  const result = await work();
  await rm(markIn(dataFolder));
  return result;
}
