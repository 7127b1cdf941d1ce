import { createGuard } from '../../shared/guard/guard.ts';
import { inspectInstance } from '../../shared/guard/inspect-instance.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import { rulesBehind } from '../../shared/guard/rules-behind.ts';
import { isAtLeast, type Verdict, verdicts } from '../../shared/guard/verdict.ts';
import { type Command, command, type ExitCode } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { type InspectedFile, inspectFiles } from '../files/inspect-files.ts';
import { findScanRoots, type ScanRoot } from '../files/scan-root.ts';
import { shownName, walkFiles } from '../files/walk-files.ts';
import { styleOf } from '../terminal/colours.ts';
import { type Look, lookOf } from '../terminal/look.ts';
import { printable } from '../terminal/printable.ts';
import { startProgress } from '../terminal/progress.ts';
import { table } from '../terminal/table.ts';
import { type Terminal, write } from '../terminal/terminal.ts';
import { countShown } from './count-shown.ts';
import { fingerprintHelp, fingerprintKey } from './fingerprint-key.ts';
import { jobsOf } from './flags.ts';
import { type OpenPolicy, openPolicy } from './open-policy.ts';
import { counted } from './summary-text.ts';
import { warnOfPolicy } from './warn-of-policy.ts';

const call = 'portcullis guard diff';

const help = `What would change for these files if policy B took the place of policy A?

  portcullis guard diff baseline site.yaml incoming   what a site's policy changes
  portcullis guard diff site.yaml draft.yaml archive  what a draft would change

Each file is read once, and both policies are asked. "baseline" stands for the shipped policy.

  --jobs NUMBER           files that are read at the same time (default 4)
  --quiet                 no progress bar, and no list of files: the counts alone
${fingerprintHelp}
Exit code: 0 no verdict changes, 1 some do, 2 it could not be done, or not for all files.
`;

export const guardDiff: Command = command({
  name: 'diff',
  call,
  about: 'whose verdict changes between two policies, over files',
  help,
  flags: { jobs: { type: 'string' }, quiet: { type: 'boolean' }, 'fingerprint-key': { type: 'string' } },
  run: async ({ values, positionals: [before, after, ...paths] }, terminal) => {
    if (before === undefined || after === undefined) throw usageFailure(call, 'name two policies: A B PATH…');
    const wish = {
      isQuiet: values.quiet === true,
      jobs: jobsOf(values.jobs),
      policies: { before: await openPolicy(before), after: await openPolicy(after) },
      key: await fingerprintKey(values['fingerprint-key']),
      roots: await findScanRoots(call, paths),
    };
    for (const policy of Object.values(wish.policies)) await warnOfPolicy(policy, terminal);
    const tally = await diffAll(wish, terminal);
    await write(terminal.stdout, tally.text(lookOf(terminal)));
    return tally.exitCode;
  },
});

interface DiffWish {
  readonly isQuiet: boolean;
  readonly jobs: number;
  readonly policies: Policies;
  readonly key: Awaited<ReturnType<typeof fingerprintKey>>;
  readonly roots: readonly ScanRoot[];
}

async function diffAll(wish: DiffWish, terminal: Terminal): Promise<DiffTally> {
  const { isQuiet, jobs, roots } = wish;
  const total = await countShown(roots, terminal, isQuiet);
  const progress = startProgress(terminal, { total, unit: 'files', isQuiet });
  const look = lookOf(terminal);
  const tally = new DiffTally();
  try {
    for await (const file of inspectFiles(walkFiles(roots), { inspect: comparing(wish), jobs })) {
      tally.add(file);
      if (!isQuiet) await progress.print(changeText(file, look));
      progress.update(tally.files, `changed ${tally.changed}`);
    }
  } finally {
    progress.stop();
  }
  return tally;
}

interface Compared {
  readonly before: Inspection;
  readonly after: Inspection;
}

type Policies = { readonly [Side in keyof Compared]: OpenPolicy };

function comparing({ policies, key }: DiffWish) {
  const guards = {
    before: createGuard({ policy: policies.before.policy, fingerprintKey: key }),
    after: createGuard({ policy: policies.after.policy, fingerprintKey: key }),
  };
  return async (evidence: Parameters<typeof inspectInstance>[1]): Promise<Compared> => ({
    before: (await inspectInstance(guards.before, evidence)).inspection,
    after: (await inspectInstance(guards.after, evidence)).inspection,
  });
}

/** `incoming/IM1: allow → quarantine  (identity-number)`; empty where nothing changes. */
function changeText({ entry, outcome }: InspectedFile<Compared>, look: Look): string {
  const name = look.paint('bold', printable(shownName(entry)));
  if (outcome.kind === 'unread') return `${name}: not read, ${outcome.reason}\n`;
  if (outcome.kind !== 'inspected' || !isChange(outcome.inspected)) return '';
  const { before, after } = outcome.inspected;
  const word = ({ verdict }: Inspection): string => look.paint(styleOf[verdict], verdict);
  return `${name}: ${word(before)} → ${word(after)}  (${reasonOf(outcome.inspected)})\n`;
}

const isChange = ({ before, after }: Compared): boolean => before.verdict !== after.verdict;

/** The rules behind the stricter of the two verdicts: those that are new, or those that speak no more. */
function reasonOf({ before, after }: Compared): string {
  const isStricter = isAtLeast(after.verdict, before.verdict);
  return `${isStricter ? '' : 'no longer '}${rulesBehind(isStricter ? after : before).join(', ')}`;
}

class DiffTally {
  readonly #counts = new Map<string, number>();
  #others = 0;
  #unread = 0;
  files = 0;
  changed = 0;

  add({ outcome }: InspectedFile<Compared>): void {
    if (outcome.kind === 'passed-over') return;
    this.files += 1;
    if (outcome.kind === 'unread') this.#unread += 1;
    if (outcome.kind !== 'inspected') this.#others += 1;
    else this.#addCompared(outcome.inspected);
  }

  #addCompared(compared: Compared): void {
    const pair = `${compared.before.verdict} ${compared.after.verdict}`;
    this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + 1);
    if (isChange(compared)) this.changed += 1;
  }

  /** A row for each verdict of A, a column for each of B. */
  text({ columns }: Look): string {
    const row = (before: Verdict): string[] => [before, ...verdicts.map((after) => this.#cell(before, after))];
    const rows = [['A ╲ B', ...verdicts], ...verdicts.map(row)];
    const matrix = table(rows, { maxWidth: columns, rightAligned: verdicts.map((_, index) => index + 1) });
    const others = this.#others === 0 ? '' : ` ${counted(this.#others)} are no instances that could be inspected.`;
    const unread = this.#unread === 0 ? '' : ` ${counted(this.#unread)} could not be read.`;
    return `\n${matrix}\n${counted(this.changed)} of ${counted(this.files)} files get another verdict.${others}${unread}\n`;
  }

  #cell(before: Verdict, after: Verdict): string {
    const count = this.#counts.get(`${before} ${after}`) ?? 0;
    return count === 0 ? '·' : counted(count);
  }

  get exitCode(): ExitCode {
    if (this.#unread > 0) return 2;
    return this.changed > 0 ? 1 : 0;
  }
}
