import { describe, expect, it } from 'vitest';
import { compile, root } from '../makers/compile-program.ts';

/** A door as it should be: the permit comes from `authorize`. */
const door = `
import { authorize } from '${root}/shared/access/authorize.ts';
import type { Caller } from '${root}/shared/access/caller.ts';
import type { InstanceKey } from '${root}/shared/dicom/instance-key.ts';
import type { ImageArchive } from '${root}/shared/ports/image-archive.ts';

export function readAsStored(archive: ImageArchive, caller: Caller, key: InstanceKey) {
  const permit = authorize(caller, 'study.read', { studyUid: key.studyUid });
  return archive.readInstance(permit, key);
}
`;

describe('a door', () => {
  it('compiles when it asks for a permit', async () => {
    expect(await compile(door)).toEqual({ exitCode: 0, output: '' });
  });

  it('does not compile when the call of authorize is removed', async () => {
    const forgetful = door.replace(/.*authorize\(caller.*\n/, '').replace('permit, key', 'key');

    const { exitCode, output } = await compile(forgetful.replace(/import \{ authorize.*\n/, ''));

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/program\.mts\(\d+,\d+\): error TS2554: Expected 2-3 arguments, but got 1\./);
  });

  it('does not compile with a permit that it made itself', async () => {
    const forger = door.replace(/authorize\(caller.*;/, "{ action: 'study.read', caller, target: {} } as const;");

    const { exitCode, output } = await compile(forger.replace(/import \{ authorize.*\n/, ''));

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/error TS2741: Property '\[witness\]' is missing/);
  });

  it('does not compile with a permit for something else', async () => {
    const { exitCode, output } = await compile(door.replace("'study.read'", "'study.search'"));

    expect(exitCode).not.toBe(0);
    expect(output).toContain('error TS2345: Argument of type \'Authorized<"study.search">\' is not assignable');
  });
});
