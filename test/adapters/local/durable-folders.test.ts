import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DurableFolders } from '../../../shared/adapters/local/durable-folders.ts';

describe('durable folders', () => {
  let root: string;
  let folders: DurableFolders;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'portcullis-folders-'));
    folders = new DurableFolders();
  });

  afterEach(() => rm(root, { recursive: true }));

  it('let callers of one moment share the fsync under way only when it began after their change', async () => {
    const first = folders.sync(root);
    const second = folders.sync(root);
    const third = folders.sync(root);

    expect(second).not.toBe(first);
    expect(third).toBe(second);
    await Promise.all([first, second, third]);
    expect(folders.sync(root)).not.toBe(second);
  });

  it('go on after an fsync that failed, and tell everyone who waited for it', async () => {
    const missing = join(root, 'missing');

    const outcomes = await Promise.allSettled([folders.sync(missing), folders.sync(missing)]);
    await mkdir(missing);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(folders.sync(missing)).resolves.toBeUndefined();
  });

  it('make a folder once, for its owner only, whoever comes at the same moment', async () => {
    const folder = join(root, 'study');

    await Promise.all(Array.from({ length: 10 }, () => folders.make(folder)));
    await folders.settleFolder(folder);
    await folders.make(folder);

    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });
});
