import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'door-'));
});

afterEach(() => rm(folder, { recursive: true }));

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

interface Compilation {
  readonly exitCode: number;
  readonly output: string;
}

/** Our own compiler with our own flags, on one program. */
async function compile(program: string): Promise<Compilation> {
  const project = join(folder, 'tsconfig.json');
  await writeFile(join(folder, 'door.mts'), program);
  await writeFile(project, JSON.stringify(projectOf(root)));
  const arguments_ = [join(root, 'node_modules/typescript-7/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', project];
  return new Promise((resolve) => {
    execFile(process.execPath, arguments_, (error, stdout) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output: stdout });
    });
  });
}

/** Outside the checkout, so that a check of the whole tree never meets the programs that must not compile. */
function projectOf(checkout: string): object {
  const compilerOptions = { typeRoots: [join(checkout, 'node_modules/@types')] };
  return { extends: join(checkout, 'tsconfig.json'), compilerOptions, include: ['door.mts'] };
}

describe('a door', () => {
  it('compiles when it asks for a permit', async () => {
    expect(await compile(door)).toEqual({ exitCode: 0, output: '' });
  });

  it('does not compile when the call of authorize is removed', async () => {
    const forgetful = door.replace(/.*authorize\(caller.*\n/, '').replace('permit, key', 'key');

    const { exitCode, output } = await compile(forgetful.replace(/import \{ authorize.*\n/, ''));

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/door\.mts\(\d+,\d+\): error TS2554: Expected 2-3 arguments, but got 1\./);
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
