import { stackOf } from '../shared/log.ts';
import type { ExitCode } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import { commandGroup } from './command-group.ts';
import { guardDiff } from './guard/guard-diff.ts';
import { guardPolicy } from './guard/guard-policy.ts';
import { guardRescan } from './guard/guard-rescan.ts';
import { guardScan } from './guard/guard-scan.ts';
import { guardTest } from './guard/guard-test.ts';
import { printable } from './terminal/printable.ts';
import { type Terminal, write } from './terminal/terminal.ts';

const guard = commandGroup({
  name: 'guard',
  about: 'The guard of Portcullis: what it says of files, and its policies.',
  call: 'portcullis guard',
  commands: [guardScan, guardTest, guardDiff, guardRescan, guardPolicy],
  more: '',
});

const root = commandGroup({
  name: 'portcullis',
  about: 'The command of Portcullis, the DICOMweb gateway.',
  call: 'portcullis',
  commands: [guard],
  more: `
In a checkout: npm run portcullis -- guard scan FOLDER, or node cli/portcullis.mjs guard scan FOLDER from anywhere.
`,
});

/** Says what went wrong in the person's words, and gives the exit code. */
export async function portcullis(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await root.run(args, terminal);
  } catch (error) {
    await write(terminal.stderr, failureText(error));
    return 2;
  }
}

function failureText(error: unknown): string {
  if (error instanceof CommandFailure) return error.lines.map((line) => `portcullis: ${printable(line)}\n`).join('');
  return `portcullis failed, and it is not your doing; please report:\n${stackOf(error)}\n`;
}
