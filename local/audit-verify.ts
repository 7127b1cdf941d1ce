import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { auditPlacesIn } from '../shared/adapters/local/audit-places-in.ts';
import { type FileTrailPlaces, verifyFileAuditTrail } from '../shared/adapters/local/verify-file-audit-trail.ts';
import { auditVerdictText } from './audit-verdict-text.ts';
import { settingsOfThisMachine } from './settings-of-this-machine.ts';

const help = `Is the audit trail whole? Finds every edit, deletion, insertion, move and cut that was made without the key.

  npm run audit:verify                           the trail in ./.portcullis
  npm run audit:verify -- --data /srv/images     in another data folder (or PORTCULLIS_DATA)
  npm run audit:verify -- --key /media/key/audit-key
                                                 when the key lies elsewhere (or PORTCULLIS_AUDIT_KEY);
                                                 the anchor is beside it (audit-key.anchor)

It reads only and may run while the gateway does. When the trail is whole it prints one line, with the number of records
and the head. Write the head down elsewhere now and then: as long as it is still found in the files of a whole trail,
nothing up to there was replaced, not even by somebody who holds the key.

Exit code: 0 whole, 1 broken (says where, how, and what to do), 2 could not be checked.
What is recorded and what a whole trail proves: docs/audit.md
`;

interface Terminal {
  readonly out: (text: string) => void;
  readonly progress: NonNullable<FileTrailPlaces['onProgress']>;
}

/** The command: 0 whole, 1 broken, 2 could not be checked. */
export async function auditVerify(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const places = placesOf(args);
    if (places === undefined) terminal.out(help);
    return places === undefined ? 0 : await verifyAndTell(places, terminal);
  } catch (error) {
    terminal.out(`Could not be checked: ${error instanceof Error ? error.message : 'unknown failure'}\n`);
    return 2;
  }
}

async function verifyAndTell(places: { folder: string; keyPath: string }, terminal: Terminal): Promise<0 | 1 | 2> {
  const result = await verifyFileAuditTrail({ ...places, onProgress: terminal.progress });
  terminal.out(`${auditVerdictText(result, places)}\n`);
  if (result.kind !== 'verified') return 2;
  return result.verdict.kind === 'whole' ? 0 : 1;
}

/** `undefined` when the person asked for help. */
function placesOf(args: readonly string[]): { folder: string; keyPath: string } | undefined {
  const options = { data: { type: 'string' }, key: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) return undefined;
  const machine = settingsOfThisMachine(values.data === undefined ? [] : ['--data', values.data]);
  return auditPlacesIn(
    machine?.dataFolder ?? '',
    values.key === undefined ? machine?.auditKeyPath : resolve(values.key),
  );
}

function progressLine({ records, bytesLeft }: { records: number; bytesLeft: number }): void {
  if (!process.stderr.isTTY) return;
  const left = `${Math.max(0, Math.round(bytesLeft / 1024 ** 2)).toLocaleString('en')} MiB left`;
  process.stderr.write(`\r\x1b[K${records.toLocaleString('en')} records whole, ${left}`);
  if (bytesLeft <= 0) process.stderr.write('\r\x1b[K');
}

if (import.meta.main) {
  process.exitCode = await auditVerify(process.argv.slice(2), {
    out: (text) => process.stdout.write(process.stderr.isTTY ? `\r\x1b[K${text}` : text),
    progress: progressLine,
  });
}
