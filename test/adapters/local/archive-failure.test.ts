import { describe, expect, it } from 'vitest';
import { speakingOfTheArchive } from '../../../shared/adapters/local/archive-failure.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: at some path`), { code });

describe('a failure of the disk', () => {
  it.each(['ENOSPC', 'EACCES', 'EMFILE', 'EROFS', 'EIO'])(
    '%s is told as archive-unavailable, without the path',
    async (code) => {
      const failing = speakingOfTheArchive(() => Promise.reject(systemError(code)));

      await expect(failing).rejects.toMatchObject({
        code: 'archive-unavailable',
        status: 503,
        headers: { 'Retry-After': '30' },
        message: expect.not.stringContaining('path'),
      });
    },
  );

  it('of any other kind stays what it is: our bug', async () => {
    const bug = new TypeError('undefined is not a function');

    const failing = speakingOfTheArchive(() => Promise.reject(bug));

    await expect(failing).rejects.toBe(bug);
  });
});
