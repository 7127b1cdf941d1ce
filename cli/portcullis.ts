import { stackOf } from '../shared/log.ts';
import type { ExitCode } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import { commandGroup } from './command-group.ts';
import { guardDiff } from './guard/guard-diff.ts';
import { guardPolicy } from './guard/guard-policy.ts';
import { guardRescan } from './guard/guard-rescan.ts';
import { guardScan } from './guard/guard-scan.ts';
import { guardTest } from './guard/guard-test.ts';
import { GatewayRefusal } from './http/gateway-client.ts';
import { quarantineInspect } from './quarantine/quarantine-inspect.ts';
import { quarantineList } from './quarantine/quarantine-list.ts';
import { quarantineReject } from './quarantine/quarantine-reject.ts';
import { quarantineRelease } from './quarantine/quarantine-release.ts';
import { quarantineReport } from './quarantine/quarantine-report.ts';
import { signIn } from './sign-in/sign-in.ts';
import { signOut } from './sign-in/sign-out.ts';
import { printable } from './terminal/printable.ts';
import { type Terminal, write } from './terminal/terminal.ts';

const guard = commandGroup({
  name: 'guard',
  about: 'The guard of Portcullis: what it says of files, and its policies.',
  call: 'portcullis guard',
  commands: [guardScan, guardTest, guardDiff, guardRescan, guardPolicy],
  more: '',
});

const quarantine = commandGroup({
  name: 'quarantine',
  about: 'What the guard of a gateway holds, for reviewers who have signed in.',
  call: 'portcullis quarantine',
  commands: [quarantineList, quarantineInspect, quarantineRelease, quarantineReject, quarantineReport],
  more: '',
});

const root = commandGroup({
  name: 'portcullis',
  about: 'The command of Portcullis, the DICOMweb gateway.',
  call: 'portcullis',
  commands: [guard, quarantine, signIn, signOut],
  more: `
In a checkout: npx portcullis …, npm run portcullis -- …, or from anywhere node CHECKOUT/cli/portcullis.mjs …
`,
});

/** Says what went wrong in the person's words, and gives the exit code. */
export async function portcullis(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await root.run(args, terminal);
  } catch (error) {
    await write(terminal.stderr, failureText(error));
    return error instanceof GatewayRefusal ? 1 : 2;
  }
}

function failureText(error: unknown): string {
  if (error instanceof CommandFailure) return error.lines.map((line) => `portcullis: ${printable(line)}\n`).join('');
  if (error instanceof GatewayRefusal) return `portcullis: ${printable(error.message)}\n`;
  return `portcullis failed, and it is not your doing; please report:\n${stackOf(error)}\n`;
}
