import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runReindex } from '../../local/reindex.ts';
import { auditPlacesIn } from '../../shared/adapters/local/audit-places-in.ts';
import { FileAuditTrail } from '../../shared/adapters/local/file-audit-trail.ts';
import { FolderImageArchive } from '../../shared/adapters/local/folder-image-archive.ts';
import { verifyFileAuditTrail } from '../../shared/adapters/local/verify-file-audit-trail.ts';
import { openSqliteIndex } from '../../shared/adapters/sql/open-sqlite-index.ts';
import { keepWhole } from '../contract/image-archive.contract.ts';
import { makeCt } from '../makers/make-ct.ts';
import { maintainPermit, permitFor } from '../makers/permits.ts';

describe('npm run reindex', () => {
  let dataFolder: string;
  let archive: FolderImageArchive;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'portcullis-reindex-'));
    archive = await FolderImageArchive.open(join(dataFolder, 'archive'));
  });

  afterEach(async () => {
    await archive.close();
    await rm(dataFolder, { recursive: true });
  });

  async function run(...args: string[]): Promise<{ code: number; text: string }> {
    let text = '';
    const code = await runReindex(args, { out: (more) => (text += more), progress: () => undefined });
    return { code, text };
  }

  it('indexes what the archive has, and says how many', async () => {
    const { key, bytes } = makeCt({ rows: 4, columns: 4 });
    await keepWhole(archive, key, bytes);
    await archive.settle(permitFor('study.write'), [key]);
    await archive.close();

    const { code, text } = await run('--data', dataFolder);

    expect({ code, text }).toEqual({ code: 0, text: 'Instances in the index: 1.\n' });
    const index = await openSqliteIndex(join(dataFolder, 'index.sqlite'));
    expect(await index.findInstance(maintainPermit, key)).toBeDefined();
    await index.close();
  });

  it('writes into the trail whose key lies elsewhere', async () => {
    const keyFolder = await mkdtemp(join(tmpdir(), 'portcullis-key-'));
    const places = auditPlacesIn(dataFolder, join(keyFolder, 'audit-key'));
    await (await FileAuditTrail.open(places)).close();
    await archive.close();

    const { code } = await run('--data', dataFolder, '--audit-key', places.keyPath);
    const verified = await verifyFileAuditTrail(places);

    expect(code).toBe(0);
    expect(verified).toMatchObject({ kind: 'verified', verdict: { kind: 'whole', end: { sequence: 1 } } });
    await rm(keyFolder, { recursive: true });
  });

  it('names the files that it could not index and ends with 1', async () => {
    const { key, bytes } = makeCt({ rows: 4, columns: 4 });
    await keepWhole(archive, key, bytes, Buffer.alloc(0));
    await archive.settle(permitFor('study.write'), [key]);
    await archive.close();
    const path = join('studies', key.studyUid, key.seriesUid, `${key.sopInstanceUid}.dcm`);
    await writeFile(join(dataFolder, 'archive', path), 'broken');

    const { code, text } = await run('--data', dataFolder);

    expect(code).toBe(1);
    expect(text).toContain(path);
  });

  it('refuses while the gateway has the folder open', async () => {
    const { code, text } = await run('--data', dataFolder);

    expect(code).toBe(2);
    expect(text).toContain('stop it first');
  });

  it('makes no data folder where there is none', async () => {
    const { code, text } = await run('--data', join(dataFolder, 'nowhere'));

    expect(code).toBe(2);
    expect(text).toContain('there are no images');
  });

  it('explains itself', async () => {
    const { code, text } = await run('--help');

    expect(code).toBe(0);
    expect(text).toContain('--data');
  });
});
