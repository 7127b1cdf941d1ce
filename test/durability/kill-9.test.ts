import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditPlacesIn } from '../../shared/adapters/local/audit-places-in.ts';
import { FolderImageArchive } from '../../shared/adapters/local/folder-image-archive.ts';
import { verifyFileAuditTrail } from '../../shared/adapters/local/verify-file-audit-trail.ts';
import { openSqliteIndex } from '../../shared/adapters/sql/open-sqlite-index.ts';
import { reindex } from '../../shared/store/reindex.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { maintainPermit } from '../makers/permits.ts';
import { type SpawnedHost, spawnHost } from '../makers/spawn-host.ts';

const rounds = 8;
const storesPerRound = 200;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const studyUid = freshUid();
const acknowledged: MadeInstance[] = [];

/** Stores one after the other on two connections until the host is killed; only what was answered 200 counts. */
async function storeUntilKilled(host: SpawnedHost, killAfterStores: number): Promise<void> {
  const authorization = `Bearer ${await host.token()}`;
  let begun = 0;
  const storeNext = async (): Promise<void> => {
    while (begun < storesPerRound) {
      begun += 1;
      if (begun === killAfterStores) void host.stop('SIGKILL');
      const made = makeCt({ studyUid, rows: 64, columns: 64 });
      const { contentType, body } = multipartBody([made.bytes]);
      const headers = { authorization, 'content-type': contentType };
      const response = await fetch(`${host.dicomwebUrl}/studies`, { method: 'POST', body, headers }).catch(
        () => undefined,
      );
      if (response === undefined) return;
      if (response.status === 200) acknowledged.push(made);
      await response.body?.cancel();
    }
  };
  await Promise.all([storeNext(), storeNext()]);
  await host.stop('SIGKILL');
}

async function missingAfterRestart(): Promise<string[]> {
  const host = await spawnHost(folder);
  const headers = { authorization: `Bearer ${await host.token()}`, accept: 'application/dicom' };
  const missing: string[] = [];
  for (const { key, bytes } of acknowledged) {
    const path = `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
    const response = await fetch(host.dicomwebUrl + path, { headers });
    const isThere = response.status === 200 && Buffer.from(await response.arrayBuffer()).equals(bytes);
    if (!isThere) missing.push(key.sopInstanceUid);
  }
  await host.stop('SIGTERM');
  return missing;
}

async function digests(): Promise<{ before: string; after: string }> {
  const archive = await FolderImageArchive.open(join(folder, 'archive'));
  const index = await openSqliteIndex(join(folder, 'index.sqlite'));
  const before = await index.digest(maintainPermit);
  await reindex({ archive, index }, maintainPermit);
  const after = await index.digest(maintainPermit);
  await index.close();
  await archive.close();
  return { before, after };
}

it('every instance that was answered 200 outlives kill -9, the index is what reindex gives, the audit trail is whole', async () => {
  for (let round = 1; round <= rounds; round += 1) {
    await storeUntilKilled(await spawnHost(folder), 1 + Math.floor(Math.random() * storesPerRound));
  }

  const missing = await missingAfterRestart();
  const { before, after } = await digests();
  const trail = await verifyFileAuditTrail(auditPlacesIn(folder));

  console.log(
    `kill -9, ${rounds} rounds: ${acknowledged.length} instances were acknowledged, ${missing.length} are missing`,
  );
  expect(acknowledged.length).toBeGreaterThan(rounds);
  expect(missing).toEqual([]);
  expect(after).toBe(before);
  expect(trail).toMatchObject({ kind: 'verified', verdict: { kind: 'whole' } });
}, 300_000);
