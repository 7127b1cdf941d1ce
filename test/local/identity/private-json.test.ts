import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writePrivateFile } from '../../../local/identity/private-file.ts';
import { findPrivateJson } from '../../../local/identity/private-json.ts';

const shape = z.object({ secret: z.string() });
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('a kept secret', () => {
  it('is read as it was written, and leaves no draft behind', async () => {
    const path = join(folder, 'deep', 'secret.json');
    await writePrivateFile(path, '{"secret":"old"}');
    await writePrivateFile(path, '{"secret":"new"}');

    expect(await findPrivateJson(path, shape)).toEqual({ secret: 'new' });
    expect(await readdir(join(folder, 'deep'))).toEqual(['secret.json']);
  });

  it.skipIf(process.platform === 'win32')('is its owner’s alone, even where a careless file lay before', async () => {
    const path = join(folder, 'secret.json');
    await writeFile(`${path}.draft`, 'careless', { mode: 0o666 });

    await writePrivateFile(path, '{}');

    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is undefined where there is none', async () => {
    expect(await findPrivateJson(join(folder, 'none.json'), shape)).toBeUndefined();
  });

  it.each(['', '{"secret":', '{"secret":1}', '[]'])('stops the start where it is damaged: %s', async (text) => {
    const path = join(folder, 'secret.json');
    await writeFile(path, text);

    await expect(findPrivateJson(path, shape)).rejects.toThrow(`${path} is damaged`);
  });

  it('stops the start where it cannot be read', async () => {
    await expect(findPrivateJson(folder, shape)).rejects.toThrow('EISDIR');
  });
});
