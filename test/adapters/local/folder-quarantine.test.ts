import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderQuarantine } from '../../../shared/adapters/local/folder-quarantine.ts';
import type { QuarantineEntry } from '../../../shared/ports/quarantine.ts';
import {
  inChunks,
  listAll,
  makeDecision,
  makeReport,
  quarantineContract,
  readWhole,
} from '../../contract/quarantine.contract.ts';
import { permitFor } from '../../makers/permits.ts';
import { quarantineEntry } from '../../makers/quarantine-entry.ts';

const write = permitFor('study.write');
const review = permitFor('dlp.review');

async function freshFolder(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'portcullis-data-')), 'quarantine');
}

quarantineContract('the folder quarantine', async () => {
  const folder = await freshFolder();
  const quarantine = await FolderQuarantine.open(folder);
  return { quarantine, dispose: () => closeAndRemove(quarantine, folder) };
});

describe('the folder quarantine', () => {
  let folder: string;
  let quarantine: FolderQuarantine;

  beforeEach(async () => {
    folder = await freshFolder();
    quarantine = await FolderQuarantine.open(folder);
  });

  afterEach(() => closeAndRemove(quarantine, folder));

  const inside = (...path: readonly string[]) => join(folder, ...path);

  async function hold(bytes: Uint8Array = randomBytes(100)): Promise<QuarantineEntry> {
    const entry = quarantineEntry(bytes);
    await quarantine.hold(write, entry, inChunks(bytes));
    return entry;
  }

  async function reopen(): Promise<void> {
    await quarantine.close();
    quarantine = await FolderQuarantine.open(folder);
  }

  it('has a folder for each entry, readable by nobody else on the machine', async () => {
    const { id } = await hold();
    await quarantine.decide(review, id, makeDecision());
    await quarantine.report(review, id, makeReport());

    const folders = [inside(), inside('entries', id), inside('decisions'), inside('reports', id), inside('incoming')];
    const files = [
      inside('entries', id, 'instance.dcm'),
      inside('entries', id, 'entry.json'),
      inside('decisions', `${id}.json`),
      inside('reports', id, '0001.json'),
    ];

    expect(await Promise.all(folders.map(modeOf))).toEqual(folders.map(() => 0o700));
    expect(await Promise.all(files.map(modeOf))).toEqual(files.map(() => 0o600));
    expect(await readdir(inside('entries', id))).toHaveLength(2);
  });

  it('leaves nothing in incoming/, whatever became of the hold', async () => {
    const bytes = randomBytes(1000);
    const entry = quarantineEntry(bytes);

    await quarantine.hold(write, entry, inChunks(bytes));
    await Promise.all([hold(bytes), hold(bytes)]);
    await expect(quarantine.hold(write, quarantineEntry(Buffer.alloc(5)), inChunks(bytes))).rejects.toThrow('bytes');
    await Promise.all([1, 2].map(() => quarantine.decide(review, entry.id, makeDecision())));

    expect(await readdir(inside('incoming'))).toEqual([]);
  });

  it('forgets what a process that died had not finished, and remembers all the rest', async () => {
    const whole = await hold();
    const torn = await hold();
    await quarantine.decide(review, whole.id, makeDecision());
    await quarantine.report(review, whole.id, makeReport());
    await quarantine.close();
    await rename(inside('entries', torn.id), inside('incoming', 'left-over'));
    await writeFile(inside('incoming', 'half-a-decision'), '{"decision":"rel');

    quarantine = await FolderQuarantine.open(folder);

    expect(await readdir(inside('incoming'))).toEqual([]);
    expect((await listAll(quarantine)).entries).toEqual([
      { ...whole, decision: makeDecision(), reports: [makeReport()] },
    ]);
    expect(await readWhole(quarantine, whole.id)).toHaveLength(100);
  });

  it('shows nothing of what is on its way', async () => {
    const bytes = randomBytes(200_000);
    const entry = quarantineEntry(bytes);
    const seen: unknown[] = [];
    async function* watched() {
      for await (const chunk of inChunks(bytes)) {
        seen.push(await quarantine.find(review, entry.id), (await listAll(quarantine)).total);
        yield chunk;
      }
    }

    await quarantine.hold(write, entry, watched());

    expect(new Set(seen)).toEqual(new Set([undefined, 0]));
    expect((await listAll(quarantine)).total).toBe(1);
  });

  it('skips what is torn, foreign or a link, and shows the rest', async () => {
    const [whole, torn, copied] = [await hold(), await hold(), await hold()];
    const absent = ['1', '2', '3', '4'].map((digit) => digit.repeat(64));
    await writeFile(inside('entries', torn.id, 'entry.json'), '{"id":"');
    await rename(inside('entries', copied.id), inside('entries', absent[0] ?? ''));
    await mkdir(inside('entries', absent[1] ?? ''));
    await mkdir(inside('entries', 'not an id'));
    await writeFile(inside('entries', absent[2] ?? ''), '');
    await symlink(inside('entries', whole.id), inside('entries', absent[3] ?? ''));
    await mkdir(inside('reports', whole.id));
    await writeFile(inside('reports', whole.id, '0001.json'), '"not a report"');
    await writeFile(inside('reports', whole.id, 'notes.txt'), '');
    await mkdir(inside('reports', whole.id, '0002.json'));

    const { entries, total } = await listAll(quarantine);

    expect(entries).toEqual([{ ...whole, reports: [] }]);
    expect(total).toBe(1);
    for (const id of [torn.id, ...absent]) expect(await quarantine.find(review, id), id).toBeUndefined();
  });

  it('takes no decision for another one that nobody can read any more', async () => {
    const { id } = await hold();
    await writeFile(inside('decisions', `${id}.json`), '{"decision":');

    const deciding = quarantine.decide(review, id, makeDecision());

    await expect(deciding).rejects.toThrow('cannot be read');
    expect((await quarantine.find(review, id))?.decision).toBeUndefined();
    expect((await listAll(quarantine, { state: 'open' })).total).toBe(0);
    expect((await listAll(quarantine, { state: 'released' })).total).toBe(0);
  });

  it('sees what became of an entry since it was asked before', async () => {
    const { id } = await hold();
    await listAll(quarantine, { state: 'open' });
    await quarantine.decide(review, id, makeDecision({ decision: 'rejected' }));
    const later = await hold();

    const open = await listAll(quarantine, { state: 'open' });
    const rejected = await listAll(quarantine, { state: 'rejected' });

    expect(open.entries.map((entry) => entry.id)).toEqual([later.id]);
    expect(rejected.entries.map((entry) => entry.id)).toEqual([id]);
  });

  it('takes a thousand reports on an entry and refuses the next', async () => {
    const { id } = await hold();
    await mkdir(inside('reports', id));
    for (let number = 1; number < 1000; number += 1) {
      await writeFile(inside('reports', id, `${String(number).padStart(4, '0')}.json`), JSON.stringify(makeReport()));
    }

    const reporting = await Promise.allSettled([1, 2, 3].map(() => quarantine.report(review, id, makeReport())));

    expect(reporting.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(reporting.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'request-invalid', status: 400 },
    });
    expect((await quarantine.find(review, id))?.reports).toHaveLength(1000);
  });

  it('opens a folder once at a time', async () => {
    await expect(FolderQuarantine.open(folder)).rejects.toThrow('another process');

    await reopen();

    expect((await listAll(quarantine)).total).toBe(0);
  });

  it('does not open a folder of its own that is a link', async () => {
    const other = await freshFolder();
    await mkdir(other);
    await symlink(folder, join(other, 'entries'));

    const opening = FolderQuarantine.open(other);

    await expect(opening).rejects.toThrow('something else than a folder');
    await rm(join(other, '..'), { recursive: true });
  });

  it('fails with quarantine-entry-not-found where the bytes were removed by hand', async () => {
    const { id } = await hold();
    await rm(inside('entries', id, 'instance.dcm'));

    const reading = quarantine.readBytes(review, id);

    await expect(reading).rejects.toMatchObject({ code: 'quarantine-entry-not-found' });
  });

  it.skipIf(process.getuid?.() === 0)(
    'answers quarantine-unavailable while its disk refuses, and works again after',
    async () => {
      await chmod(inside('incoming'), 0o500);

      const holding = hold();

      await expect(holding).rejects.toMatchObject({
        code: 'quarantine-unavailable',
        status: 503,
        headers: { 'Retry-After': '30' },
      });
      await chmod(inside('incoming'), 0o700);
      await hold();
      expect((await listAll(quarantine)).total).toBe(1);
    },
  );

  it('holds no file open for readers and sources that stopped early', async () => {
    const bytes = randomBytes(3 * 1024 * 1024);
    const { id } = await hold(bytes);
    const before = await openFiles();

    for (let round = 0; round < 10; round += 1) {
      await quarantine.readBytes(review, id);
      for await (const _ of await quarantine.readBytes(review, id)) break;
      await expect(quarantine.hold(write, quarantineEntry(Buffer.alloc(1)), inChunks(bytes))).rejects.toThrow('bytes');
    }

    expect(await openFiles()).toBe(before);
  });
});

/** Where the system tells (Linux); elsewhere the test compares 0 with 0 and only exercises the calls. */
async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd').catch(() => [])).length;
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

async function closeAndRemove(quarantine: FolderQuarantine, folder: string): Promise<void> {
  await quarantine.close();
  await rm(join(folder, '..'), { recursive: true });
}
