import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantedFolder, planted, plantedFolder } from '../planted-files.ts';
import { runPortcullis } from '../run-portcullis.ts';

let folder: PlantedFolder;
let strict: string;
beforeAll(async () => {
  folder = await plantedFolder();
  strict = await folder.put(
    'strict.yaml',
    Buffer.from(`apiVersion: portcullis/guard-policy/v1
site: strict
rules:
  - id: no-contact
    when: { group: [contact] }
    verdict: reject
    reason: No telephone numbers and no mail here.
`),
  );
});
afterAll(() => folder[Symbol.asyncDispose]());

const diff = (...args: readonly string[]) => runPortcullis(['guard', 'diff', ...args]);

describe('two policies over files', () => {
  it('differ in those whose verdict changes, with the rules behind it', async () => {
    const { code, out } = await diff('baseline', strict, folder.path);

    expect(code).toBe(1);
    expect(out).toContain(`${folder.path}/a/flagged.dcm: flag → reject  (no-contact)\n`);
    expect(out).toContain(`${folder.path}/a/b/held: quarantine → reject  (no-contact)\n`);
    expect(out).not.toContain('program.dcm');
  });

  it('say which rules speak no more where the second is milder', async () => {
    const { out } = await diff(strict, 'baseline', folder.path);

    expect(out).toContain('flagged.dcm: reject → flag  (no longer no-contact)');
  });

  it('are counted in a matrix', async () => {
    const { out } = await diff('baseline', strict, folder.path);

    expect(out).toMatch(/^flag +· +· +· +· +1$/m);
    expect(out).toMatch(/^quarantine +· +· +· +1 +1$/m);
    expect(out).toMatch(/^2 of 7 files get another verdict\. 3 are no instances/m);
  });

  it('that are the same change nothing, and end with 0', async () => {
    const { code, out } = await diff('baseline', 'baseline', folder.path);

    expect(code).toBe(0);
    expect(out).toContain('0 of 7 files get another verdict');
  });

  it('tell no value of an instance', async () => {
    const { out, err } = await diff('baseline', strict, folder.path);

    for (const value of Object.values(planted)) expect(out + err).not.toContain(value);
  });

  it('are counted only where it shall be quiet', async () => {
    const { out } = await diff('baseline', strict, folder.path, '--quiet');

    expect(out).not.toContain(folder.path);
  });
});

it('needs two policies that can be used, and paths', async () => {
  const runs = await Promise.all([diff('baseline'), diff('baseline', strict), diff('baseline', 'nope', folder.path)]);

  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2]);
});
