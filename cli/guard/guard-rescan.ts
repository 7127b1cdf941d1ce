import { randomUUID } from 'node:crypto';
import { ownerOnly } from '../../local/owner-only.ts';
import { type MachineSettings, settingsOfThisMachine } from '../../local/settings-of-this-machine.ts';
import { openStoppedMachine, type StoppedMachine } from '../../local/stopped-machine.ts';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { rescan } from '../../shared/review/rescan.ts';
import { type Command, command } from '../command.ts';
import { CommandFailure, usageFailure } from '../command-failure.ts';
import { type Look, lookOf } from '../terminal/look.ts';
import { type Progress, saying, showsProgress, startProgress } from '../terminal/progress.ts';
import { type Terminal, write } from '../terminal/terminal.ts';
import { type FailOn, failOnOf } from './flags.ts';
import { openPolicy } from './open-policy.ts';
import { rescanLine } from './rescan-line.ts';
import { RescanTally } from './rescan-tally.ts';
import { warnOfPolicy } from './warn-of-policy.ts';

const call = 'portcullis guard rescan';

const help = `What would the guard say today of the images that this machine has already?

  portcullis guard rescan                           the images in ./.portcullis
  portcullis guard rescan --data /srv/images        in another data folder (or PORTCULLIS_DATA)
  portcullis guard rescan --policy site.yaml        by a policy that the gateway is to have

  --data FOLDER           the data folder of the gateway (default: .portcullis)
  --policy FILE           the policy to ask (default: GUARD_POLICY, or else the shipped baseline)
  --audit-key FILE        when the audit key lies elsewhere (or PORTCULLIS_AUDIT_KEY)
  --fail-on VERDICT       flag, redact, quarantine (default) or reject
  --quiet                 no progress bar, and no list of images: the counts alone

Stop the gateway first; while it runs, this refuses. No image is changed, moved or hidden: the
guard's verdict of today is noted beside each. Those with a worse one than was noted before are
listed here and recorded in the audit trail, for people to decide about. An image that a reviewer
released is noted as quarantined and not listed again; nor is what an earlier rescan has listed.
What came in the preamble or in headers of the upload is not kept, so a rescan does not see it.

Exit code: 0 none is worse and at or above --fail-on, 1 some are, or some are not readable,
2 it could not be done.
`;

export const guardRescan: Command = command({
  name: 'rescan',
  call,
  about: 'the archive of this machine against the policy of today',
  help,
  flags: {
    data: { type: 'string' },
    policy: { type: 'string' },
    'audit-key': { type: 'string' },
    'fail-on': { type: 'string' },
    quiet: { type: 'boolean' },
  },
  run: async ({ values, positionals }, terminal) => {
    if (positionals.length > 0) throw usageFailure(call, 'rescan takes no paths; use scan for files');
    const wish = { failOn: failOnOf(values['fail-on']), isQuiet: values.quiet === true };
    const machine = machineOf(values, terminal);
    const policy = await openPolicy(machine.guardPolicyPath);
    await warnOfPolicy(policy, terminal);
    process.umask(ownerOnly);
    await using stopped = await openStoppedMachine(machine, policy.policy).catch(explained);
    const tally = await rescanAll(stopped, wish, terminal);
    await write(terminal.stdout, tally.text(lookOf(terminal)));
    return tally.exitCode;
  },
});

interface MachineFlags {
  readonly data?: string | undefined;
  readonly policy?: string | undefined;
  readonly 'audit-key'?: string | undefined;
}

/** The settings that `npm start` has, by the same flags and environment. */
function machineOf(flags: MachineFlags, { env }: Terminal): MachineSettings {
  const named = [
    ['--data', flags.data],
    ['--guard-policy', flags.policy],
    ['--audit-key', flags['audit-key']],
  ] as const;
  const args = named.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  try {
    const machine = settingsOfThisMachine(args, { ...env });
    if (machine !== undefined) return machine;
  } catch (error) {
    return explained(error);
  }
  throw new CommandFailure('there are no settings for this machine');
}

/** What keeps the folder from being opened is said in words by whoever opens it. */
function explained(error: unknown): never {
  throw new CommandFailure(error instanceof Error ? error.message : 'it failed');
}

interface RescanWish {
  readonly failOn: FailOn;
  readonly isQuiet: boolean;
}

async function rescanAll(stopped: StoppedMachine, wish: RescanWish, terminal: Terminal): Promise<RescanTally> {
  const total = await countShown(stopped, terminal, wish.isQuiet);
  const progress = startProgress(terminal, { total, unit: 'images', isQuiet: wish.isQuiet });
  const requestId = randomUUID();
  const tally = new RescanTally(wish.failOn);
  try {
    await takeAll(stopped, { tally, progress, requestId, look: lookOf(terminal), isQuiet: wish.isQuiet });
  } finally {
    progress.stop();
  }
  await stopped.audit.record(maintained(stopped, tally, requestId));
  return tally;
}

interface Taking {
  readonly tally: RescanTally;
  readonly progress: Progress;
  readonly requestId: string;
  readonly look: Look;
  readonly isQuiet: boolean;
}

async function takeAll(stopped: StoppedMachine, { tally, progress, requestId, look, isQuiet }: Taking): Promise<void> {
  for await (const outcome of rescan(stopped, stopped.permit, requestId)) {
    tally.add(outcome);
    if (!isQuiet) await progress.print(rescanLine(outcome, look));
    progress.update(tally.images, `worse ${tally.worse}`);
  }
}

async function countShown(stopped: StoppedMachine, terminal: Terminal, isQuiet: boolean): Promise<number> {
  if (!showsProgress(terminal, isQuiet)) return 0;
  return saying(terminal, { text: 'Counting images …', isQuiet }, async () => {
    let count = 0;
    for await (const _key of stopped.archive.listInstances(stopped.permit)) count += 1;
    return count;
  });
}

function maintained(
  { permit: { caller }, guard }: StoppedMachine,
  { images, unreadable }: RescanTally,
  requestId: string,
): AuditEvent {
  return {
    action: 'maintain',
    review: 'rescan',
    outcome: unreadable > 0 ? 'partial' : 'success',
    subject: caller.subject,
    clientId: caller.clientId,
    remoteAddress: 'local',
    requestId,
    count: images,
    policyHash: guard.policy.hash,
  };
}
