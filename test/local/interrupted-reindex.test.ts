import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertReindexEnded, markingReindex } from '../../local/interrupted-reindex.ts';

describe('a reindex', () => {
  let dataFolder: string;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'portcullis-mark-'));
  });

  afterEach(() => rm(dataFolder, { recursive: true }));

  it('that never was, or that ended, lets the gateway start', async () => {
    await assertReindexEnded(dataFolder);

    const result = await markingReindex(dataFolder, async () => 'done');

    expect(result).toBe('done');
    await expect(assertReindexEnded(dataFolder)).resolves.toBeUndefined();
  });

  it('that is under way or was interrupted does not, until one has ended', async () => {
    const interrupted = markingReindex(dataFolder, async () => {
      await expect(assertReindexEnded(dataFolder)).rejects.toThrow('run "npm run reindex" again');
      throw new Error('interrupted');
    });

    await expect(interrupted).rejects.toThrow('interrupted');

    await expect(assertReindexEnded(dataFolder)).rejects.toThrow('not whole');
    await markingReindex(dataFolder, async () => undefined);
    await expect(assertReindexEnded(dataFolder)).resolves.toBeUndefined();
  });
});
