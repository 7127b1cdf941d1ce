import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authorize } from '../shared/access/authorize.ts';
import { operator } from '../shared/access/caller.ts';
import { createTokenVerifier } from '../shared/access/token-verifier.ts';
import { auditPlacesIn } from '../shared/adapters/local/audit-places-in.ts';
import { FileAuditTrail } from '../shared/adapters/local/file-audit-trail.ts';
import { fingerprintKeyAt } from '../shared/adapters/local/fingerprint-key.ts';
import { FolderImageArchive } from '../shared/adapters/local/folder-image-archive.ts';
import { FolderQuarantine } from '../shared/adapters/local/folder-quarantine.ts';
import { openSqliteIndex } from '../shared/adapters/sql/open-sqlite-index.ts';
import { foldFloods } from '../shared/audit/fold-floods.ts';
import type { Gateway } from '../shared/gateway.ts';
import { allDetectors } from '../shared/guard/all-detectors.ts';
import { createGuard, type Guard } from '../shared/guard/guard.ts';
import { loadPolicy } from '../shared/guard/policy/load-policy.ts';
import type { Log } from '../shared/log.ts';
import { PixelWorkers } from '../shared/pixels/pixel-workers.ts';
import type { AuditTrail } from '../shared/ports/audit-trail.ts';
import type { ImageArchive } from '../shared/ports/image-archive.ts';
import type { Quarantine } from '../shared/ports/quarantine.ts';
import type { StudyIndex } from '../shared/ports/study-index.ts';
import { reconcile } from '../shared/store/reconcile.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { assertReindexEnded } from './interrupted-reindex.ts';
import type { MachineSettings } from './settings-of-this-machine.ts';

/** What of a gateway is there before anybody can sign in. */
export interface LocalPorts {
  readonly archive: ImageArchive;
  readonly index: StudyIndex;
  readonly quarantine: Quarantine;
  readonly audit: AuditTrail;
  gatewayFor(identity: Pick<IdentityProvider, 'jwks'>): Gateway;
  close(): Promise<void>;
}

/** The embedded host's adapters: a folder, SQLite, sealed files; what a crash left between them is put right first. */
export async function openLocalPorts(settings: MachineSettings, log: Log): Promise<LocalPorts> {
  const { dataFolder } = settings;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const guard = await openGuard(settings);
  const audit = await openAudit(settings, log);
  const archive = await FolderImageArchive.open(join(dataFolder, 'archive'));
  await assertReindexEnded(dataFolder);
  const index = await openSqliteIndex(join(dataFolder, 'index.sqlite'), settings.gateway.searchKeys);
  const quarantine = await FolderQuarantine.open(join(dataFolder, 'quarantine'));
  const pixels = new PixelWorkers(settings.gateway.pixels);
  await reconcile(archive, index, authorize(operator, 'archive.maintain'));
  return {
    archive,
    index,
    quarantine,
    audit,
    gatewayFor: ({ jwks }) => ({
      settings: settings.gateway,
      archive,
      index,
      guard,
      quarantine,
      audit,
      pixels,
      verifyToken: verifier(settings, jwks),
      log,
    }),
    close: async () => {
      await pixels.close();
      await index.close();
      await quarantine.close();
      await archive.close();
      await audit.close();
    },
  };
}

/** A policy that cannot be read is no reason to guard less: then nothing starts, and every fault is told. */
export async function openGuard({ dataFolder, guardPolicyPath }: MachineSettings): Promise<Guard> {
  const text = guardPolicyPath === undefined ? undefined : await readFile(guardPolicyPath, 'utf8');
  const policy = loadPolicy(text, { detectors: allDetectors });
  return createGuard({ policy, fingerprintKey: await fingerprintKeyAt(join(dataFolder, 'guard-key')) });
}

/** What a fold forgets at a crash is a number, never that there was an access; even so it is said. */
async function openAudit({ dataFolder, auditKeyPath }: MachineSettings, log: Log): Promise<AuditTrail> {
  const trail = await FileAuditTrail.open({ ...auditPlacesIn(dataFolder, auditKeyPath), log });
  return foldFloods(trail, { countLost: (count) => log.error('audit-count-lost', { count }) });
}

function verifier({ gateway }: MachineSettings, jwks: IdentityProvider['jwks']): Gateway['verifyToken'] {
  const { tokenIssuer, publicBaseUrl, tokenClientIds } = gateway;
  return createTokenVerifier({ issuer: tokenIssuer, audience: publicBaseUrl, clientIds: tokenClientIds, jwks });
}
