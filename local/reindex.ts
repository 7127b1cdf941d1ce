import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { authorize } from '../shared/access/authorize.ts';
import { operator } from '../shared/access/caller.ts';
import { auditPlacesIn } from '../shared/adapters/local/audit-places-in.ts';
import { FileAuditTrail } from '../shared/adapters/local/file-audit-trail.ts';
import { FolderImageArchive } from '../shared/adapters/local/folder-image-archive.ts';
import { openSqliteIndex } from '../shared/adapters/sql/open-sqlite-index.ts';
import type { AuditEvent } from '../shared/audit/audit-event.ts';
import { type Reindexing, type ReindexProgress, reindex } from '../shared/store/reindex.ts';
import { markingReindex } from './interrupted-reindex.ts';
import { ownerOnly } from './owner-only.ts';
import { type MachineSettings, settingsOfThisMachine } from './settings-of-this-machine.ts';

const help = `Computes the search index anew from the archived images, for instance after a restore from a backup.

  npm run reindex                           the images in ./.portcullis
  npm run reindex -- --data /srv/images     in another data folder (or PORTCULLIS_DATA)
  npm run reindex -- --audit-key /media/key/audit-key
                                            when the audit key lies elsewhere (or PORTCULLIS_AUDIT_KEY)

Stop the gateway first; while it runs, this refuses. The images themselves are only read. It may be
interrupted and started again; the gateway does not start until it has ended.

Exit code: 0 all is indexed, 1 some images are not (it names them), 2 it could not be done.
`;

interface Terminal {
  readonly out: (text: string) => void;
  readonly progress: (progress: ReindexProgress) => void;
}

/** The command: 0 all is indexed, 1 some images could not be, 2 it could not be done. */
export async function runReindex(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const machine = machineOf(args);
    if (machine === undefined) {
      terminal.out(help);
      return 0;
    }
    const done = await reindexFolder(machine, terminal);
    terminal.out(summaryOf(done));
    return done.unreadable + done.conflicting > 0 ? 1 : 0;
  } catch (error) {
    terminal.out(`Could not be done: ${error instanceof Error ? error.message : 'unknown failure'}\n`);
    return 2;
  }
}

const flags = { data: { type: 'string' }, 'audit-key': { type: 'string' }, help: { type: 'boolean' } } as const;

/** `undefined` when the person asked for help; the flags of `npm start` that say where things are, and no others. */
function machineOf(args: readonly string[]): MachineSettings | undefined {
  parseArgs({ args: [...args], options: flags });
  return settingsOfThisMachine(args);
}

/** The archive's lock comes first: it is what refuses while the gateway runs. */
async function reindexFolder(
  { dataFolder, auditKeyPath, gateway }: MachineSettings,
  { progress }: Terminal,
): Promise<Reindexing> {
  const archiveFolder = join(dataFolder, 'archive');
  await access(archiveFolder).catch(() => {
    throw new Error(`there are no images in ${dataFolder}`);
  });
  await using open = new AsyncDisposableStack();
  const closing = <T extends { close(): Promise<void> }>(port: T): T => open.adopt(port, () => port.close());
  const archive = closing(await FolderImageArchive.open(archiveFolder));
  const audit = closing(await FileAuditTrail.open(auditPlacesIn(dataFolder, auditKeyPath)));
  const index = closing(await openSqliteIndex(join(dataFolder, 'index.sqlite'), gateway.searchKeys));
  const permit = authorize(operator, 'archive.maintain');
  const done = await markingReindex(dataFolder, () => reindex({ archive, index }, permit, progress));
  await audit.record(maintained(done));
  return done;
}

function maintained({ indexed, unreadable, conflicting }: Reindexing): AuditEvent {
  return {
    action: 'maintain',
    outcome: unreadable + conflicting > 0 ? 'partial' : 'success',
    subject: operator.subject,
    clientId: operator.clientId,
    remoteAddress: 'local',
    requestId: randomUUID(),
    count: indexed,
  };
}

function summaryOf({ indexed, unreadable, conflicting, removed, faulty }: Reindexing): string {
  const lines = [`Instances in the index: ${count(indexed)}.`];
  if (removed > 0) lines.push(`Left by a crash under a taken UID, never answered, now removed: ${count(removed)}.`);
  if (unreadable > 0) lines.push(`Not readable and not in the index; restore them: ${count(unreadable)}.`);
  if (conflicting > 0) lines.push(`With the SOP Instance UID of another and not in the index: ${count(conflicting)}.`);
  for (const key of faulty) lines.push(`  studies/${key.studyUid}/${key.seriesUid}/${key.sopInstanceUid}.dcm`);
  return `${lines.join('\n')}\n`;
}

const count = (number: number): string => number.toLocaleString('en');

function progressLine({ indexed, unreadable, conflicting }: ReindexProgress): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\x1b[K${count(indexed)} instances indexed, ${count(unreadable + conflicting)} could not be`);
}

if (import.meta.main) {
  process.umask(ownerOnly);
  process.exitCode = await runReindex(process.argv.slice(2), {
    out: (text) => process.stdout.write(process.stderr.isTTY ? `\r\x1b[K${text}` : text),
    progress: progressLine,
  });
}
