import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderImageArchive } from '../../../shared/adapters/local/folder-image-archive.ts';
import {
  freshKey,
  imageArchiveContract,
  keepWhole,
  listAll,
  listUnsettled,
  readWhole,
} from '../../contract/image-archive.contract.ts';
import { admissionFor } from '../../makers/admissions.ts';
import { maintainPermit, permitFor } from '../../makers/permits.ts';

imageArchiveContract('the folder archive', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-archive-'));
  const archive = await FolderImageArchive.open(folder);
  return { archive, dispose: () => closeAndRemove(archive, folder) };
});

describe('the folder archive', () => {
  let folder: string;
  let archive: FolderImageArchive;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portcullis-archive-'));
    archive = await FolderImageArchive.open(folder);
  });

  afterEach(() => closeAndRemove(archive, folder));

  async function reopen(): Promise<void> {
    await archive.close();
    archive = await FolderImageArchive.open(folder);
  }

  it('lets a person find an instance by its UIDs, and nobody else look', async () => {
    const key = freshKey();

    await keepWhole(archive, key, Buffer.from('bytes'));

    const path = join(folder, 'studies', key.studyUid, key.seriesUid);
    expect(await readdir(path)).toEqual([`${key.sopInstanceUid}.dcm`, `${key.sopInstanceUid}.sidecar`]);
    expect((await stat(join(path, `${key.sopInstanceUid}.dcm`))).mode & 0o777).toBe(0o600);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'studies'))).mode & 0o777).toBe(0o700);
  });

  it('leaves no file behind but the instance, its sidecar and the mark of what is unsettled', async () => {
    const [settled, unsettled] = [freshKey(), freshKey()];

    await keepWhole(archive, settled, Buffer.from('a'));
    await keepWhole(archive, settled, Buffer.from('a'));
    await keepWhole(archive, settled, Buffer.from('b'));
    await keepWhole(archive, unsettled, Buffer.from('c'));
    await archive.settle(permitFor('study.write'), [settled]);

    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect(await readdir(join(folder, 'unsettled'))).toHaveLength(1);
  });

  it('forgets the drafts of a process that died, and remembers what it kept', async () => {
    const key = freshKey();
    await keepWhole(archive, key, Buffer.from('kept'));
    await writeFile(join(folder, 'incoming', 'left-over'), 'half an inst');
    await writeFile(join(folder, 'unsettled', `${Object.values(freshKey()).join('_')}_left`), 'never linked');

    await reopen();

    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect(await listUnsettled(archive)).toEqual([key]);
    expect(await readWhole(archive, key)).toEqual(Buffer.from('kept'));
  });

  it('settles after a restart what was unsettled before it', async () => {
    const key = freshKey();
    await keepWhole(archive, key, Buffer.from('kept'));
    await reopen();

    await archive.settle(maintainPermit, [key]);
    await reopen();

    expect(await listUnsettled(archive)).toEqual([]);
    expect(await listAll(archive)).toEqual([key]);
  });

  it('does not take the mark of an unsettled instance for that of a second store of the same key', async () => {
    const key = freshKey();
    await keepWhole(archive, key, Buffer.from('kept'));
    await reopen();
    await keepWhole(archive, key, Buffer.from('other'));

    await reopen();

    expect(await listUnsettled(archive)).toEqual([key]);
  });

  it('opens a folder once at a time', async () => {
    await expect(FolderImageArchive.open(folder)).rejects.toThrow('another process');

    await reopen();

    expect(await listAll(archive)).toEqual([]);
  });

  it('overlooks files and folders that are not its own', async () => {
    await mkdir(join(folder, 'studies', 'not a uid'));
    await mkdir(join(folder, 'studies', '1.2.3', '4.5.6'), { recursive: true });
    await writeFile(join(folder, 'studies', '1.2.3', '4.5.6', 'notes.txt'), '');
    await writeFile(join(folder, 'studies', '1.2.3', '4.5.6', '01.dcm'), '');

    expect(await listAll(archive)).toEqual([]);
  });

  it('does not write through a symbolic link', async () => {
    const key = freshKey();
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'secret'), 'secret');
    await symlink(elsewhere, join(folder, 'studies', key.studyUid));

    await expect(keepWhole(archive, key, Buffer.from('bytes'))).rejects.toThrow('something else than a folder');

    expect(await readdir(elsewhere)).toEqual(['secret']);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect(await readdir(join(folder, 'unsettled'))).toEqual([]);
  });

  it('does not open a folder of its own that is a link', async () => {
    const other = await mkdtemp(join(tmpdir(), 'portcullis-archive-'));
    await symlink(folder, join(other, 'studies'));

    const opening = FolderImageArchive.open(other);

    await expect(opening).rejects.toThrow('is a link');
    await rm(other, { recursive: true });
  });

  it.skipIf(process.getuid?.() === 0)(
    'answers archive-unavailable while its disk refuses, and works again after',
    async () => {
      await chmod(join(folder, 'incoming'), 0o500);

      const keeping = keepWhole(archive, freshKey(), Buffer.from('bytes'));

      await expect(keeping).rejects.toMatchObject({ code: 'archive-unavailable', headers: { 'Retry-After': '30' } });
      await chmod(join(folder, 'incoming'), 0o700);
      expect(await keepWhole(archive, freshKey(), Buffer.from('bytes'))).toBe('kept');
    },
  );

  it('holds no file open for readers that stopped early or never began', async () => {
    const key = freshKey();
    await keepWhole(archive, key, Buffer.alloc(3 * 1024 * 1024));
    const before = await openFiles();

    for (let round = 0; round < 10; round += 1) {
      await archive.readInstance(permitFor('study.read'), key);
      for await (const _ of (await archive.readInstance(permitFor('study.read'), key)).bytes) break;
    }

    expect(await openFiles()).toBe(before);
  });

  it('holds no file open for drafts that are sealed', async () => {
    const before = await openFiles();
    const drafts = await Promise.all(Array.from({ length: 40 }, () => archive.openDraft(permitFor('study.write'))));
    const hashes: string[] = [];
    for (const draft of drafts) {
      await draft.write(Buffer.alloc(2 * 1024 * 1024));
      hashes.push((await draft.seal()).sha256);
    }

    for (const [index, draft] of drafts.entries()) {
      await draft.keep(freshKey(), Buffer.alloc(0), await admissionFor(hashes[index] ?? ''));
    }

    expect(await openFiles()).toBe(before);
  });

  it('lets a write that is under way end before the draft that it belongs to is gone', async () => {
    const before = await openFiles();
    const draft = await archive.openDraft(permitFor('study.write'));
    const writing = draft.write(Buffer.alloc(8 * 1024 * 1024));

    await draft.discard();

    await expect(writing).resolves.toBeUndefined();
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect(await openFiles()).toBe(before);
  });
});

/** Where the system tells (Linux); elsewhere the tests compare 0 with 0 and only exercise the calls. */
async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd').catch(() => [])).length;
}

async function closeAndRemove(archive: FolderImageArchive, folder: string): Promise<void> {
  await archive.close();
  await rm(folder, { recursive: true });
}
