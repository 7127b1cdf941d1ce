import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Compilation {
  readonly exitCode: number;
  readonly output: string;
}

/** Our own compiler with our own flags, on one program. */
export async function compile(program: string): Promise<Compilation> {
  const folder = await mkdtemp(join(tmpdir(), 'program-'));
  try {
    await writeFile(join(folder, 'program.mts'), program);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(projectOf(root)));
    return await compileProject(join(folder, 'tsconfig.json'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function compileProject(project: string): Promise<Compilation> {
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
  return {
    extends: join(checkout, 'tsconfig.json'),
    compilerOptions,
    include: ['program.mts', join(checkout, 'shared/**/*.d.ts')],
  };
}
