import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allChecks } from '../../shared/guard/all-checks.ts';

const checksFolder = new URL('../../shared/guard/checks/', import.meta.url);

describe('all checks', () => {
  it('are the files of their folder, under their names', () => {
    const files = readdirSync(checksFolder).map((name) => name.replace(/\.ts$/, ''));

    const ids = allChecks.map(({ id }) => id);

    expect(ids.toSorted()).toEqual(files.toSorted());
  });

  it('say what they are about in one sentence', () => {
    for (const { about } of allChecks) expect(about).toMatch(/^[A-Z][^\n]{20,200}\.$/);
  });
});
