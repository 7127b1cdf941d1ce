import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authorized, authorize } from '../shared/access/authorize.ts';
import { operator } from '../shared/access/caller.ts';
import { auditPlacesIn } from '../shared/adapters/local/audit-places-in.ts';
import { FileAuditTrail } from '../shared/adapters/local/file-audit-trail.ts';
import { fingerprintKeyAt } from '../shared/adapters/local/fingerprint-key.ts';
import { FolderImageArchive } from '../shared/adapters/local/folder-image-archive.ts';
import { createGuard } from '../shared/guard/guard.ts';
import type { Policy } from '../shared/guard/policy/policy.ts';
import type { RescanPorts } from '../shared/review/rescan.ts';
import type { MachineSettings } from './settings-of-this-machine.ts';

/** What a command on the machine works on while the gateway is stopped; closed with `await using`. */
export interface StoppedMachine extends RescanPorts, AsyncDisposable {
  readonly permit: Authorized<'archive.maintain'>;
}

/** The archive's lock comes first: it is what refuses while the gateway runs. */
export async function openStoppedMachine(
  { dataFolder, auditKeyPath }: Pick<MachineSettings, 'dataFolder' | 'auditKeyPath'>,
  policy: Policy,
): Promise<StoppedMachine> {
  const archiveFolder = join(dataFolder, 'archive');
  await access(archiveFolder).catch(() => {
    throw new Error(`there are no images in ${dataFolder}`);
  });
  await using open = new AsyncDisposableStack();
  const closing = <T extends { close(): Promise<void> }>(port: T): T => open.adopt(port, () => port.close());
  const archive = closing(await FolderImageArchive.open(archiveFolder));
  const audit = closing(await FileAuditTrail.open(auditPlacesIn(dataFolder, auditKeyPath)));
  const guard = createGuard({ policy, fingerprintKey: await fingerprintKeyAt(join(dataFolder, 'guard-key')) });
  const opened = open.move();
  return {
    archive,
    audit,
    guard,
    permit: authorize(operator, 'archive.maintain'),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
