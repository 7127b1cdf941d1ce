import { describe, expect, it } from 'vitest';
import { zipNames } from '../../../shared/guard/carriers/zip-names.ts';
import { zipDirectoryEntry, zipLocalEntry } from './zip-entries.ts';

describe('the names in a ZIP archive', () => {
  it('are those in front of the files and those of the directory, each once', () => {
    const bytes = Buffer.concat([
      zipLocalEntry({ name: 'doe.txt', content: 'x' }),
      zipLocalEntry({ name: 'Zoë.txt', content: 'y' }),
      zipDirectoryEntry({ name: 'doe.txt' }),
      zipDirectoryEntry({ name: 'only-here.txt' }),
    ]);

    expect(zipNames(bytes)).toEqual({ names: ['doe.txt', 'Zoë.txt', 'only-here.txt'], isStored: true });
  });

  it('tell whether every file lies there as it is', () => {
    expect(zipNames(zipLocalEntry({ name: 'a', method: 8 })).isStored).toBe(false);
    expect(zipNames(zipLocalEntry({ name: 'a', flags: 1 })).isStored).toBe(false);
    expect(zipNames(zipDirectoryEntry({ name: 'a', method: 8 })).isStored).toBe(false);
  });

  it('are not all known where there are too many', () => {
    const entry = zipLocalEntry({ name: 'a' });

    expect(zipNames(Buffer.concat(Array.from({ length: 10_001 }, () => entry))).isStored).toBe(false);
  });

  it('are none in an archive that is cut', () => {
    expect(zipNames(zipLocalEntry({ name: 'doe.txt' }).subarray(0, 29)).names).toEqual([]);
  });
});
