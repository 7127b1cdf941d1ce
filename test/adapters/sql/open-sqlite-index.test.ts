import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteIndex } from '../../../shared/adapters/sql/open-sqlite-index.ts';
import { parseSearchKeys } from '../../../shared/search/parse-search-keys.ts';
import { makeInstance, makeQuery, permits } from '../../contract/synthetic-instances.ts';

describe('an index in a SQLite file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portcullis-index-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is there again when it is opened again', async () => {
    const first = await openSqliteIndex(join(folder, 'index.sqlite'));
    await first.insertInstances(permits.write, [makeInstance()]);
    const digest = await first.digest(permits.maintain);
    await first.close();

    const second = await openSqliteIndex(join(folder, 'index.sqlite'));

    expect(await second.digest(permits.maintain)).toBe(digest);
    await second.close();
  });

  it('refuses a search by a key that is younger than its rows, until it is filled again', async () => {
    const file = join(folder, 'index.sqlite');
    const { keys } = parseSearchKeys('study:PatientSex');
    const instance = makeInstance({ attributes: { '00100040': 'F' } });
    const query = makeQuery({ matches: [{ tag: keys[0]?.name ?? '', kind: 'single', value: 'F' }] });
    const first = await openSqliteIndex(file);
    await first.insertInstances(permits.write, [instance]);
    await first.close();

    const second = await openSqliteIndex(file, keys);
    const refusal = await second.search(permits.search, query).catch((error: unknown) => error);
    await second.clear(permits.maintain);
    await second.insertInstances(permits.write, [instance]);
    await second.close();
    const third = await openSqliteIndex(file, keys);

    expect(refusal).toMatchObject({ code: 'index-unavailable', message: expect.stringContaining('reindex') });
    expect((await third.search(permits.search, query)).total).toBe(1);
    await third.close();
  });

  it('forgets the values of an instance with its row', async () => {
    const file = join(folder, 'index.sqlite');
    const { keys } = parseSearchKeys('instance:SliceThickness');
    const index = await openSqliteIndex(file, keys);
    await index.insertInstances(permits.write, [makeInstance({ attributes: { '00180050': 2 } })]);
    await index.close();
    const raw = new DatabaseSync(file);
    const before = raw.prepare('select count(*) as count from instance_texts').get();

    raw.exec('delete from instances');

    expect(before).toEqual({ count: 1 });
    expect(raw.prepare('select count(*) as count from instance_texts').get()).toEqual({ count: 0 });
    raw.close();
  });

  it('takes a key that was away for a while for one to be filled again', async () => {
    const file = join(folder, 'index.sqlite');
    const { keys } = parseSearchKeys('study:PatientSex');
    const query = makeQuery({ matches: [{ tag: keys[0]?.name ?? '', kind: 'single', value: 'F' }] });
    await (await openSqliteIndex(file, keys)).close();
    const without = await openSqliteIndex(file);
    await without.insertInstances(permits.write, [makeInstance()]);
    await without.close();

    const again = await openSqliteIndex(file, keys);

    await expect(again.search(permits.search, query)).rejects.toMatchObject({ code: 'index-unavailable' });
    await again.close();
  });

  it('is unavailable where the file is something else, and where it has no folder', async () => {
    const other = join(folder, 'other');
    await writeFile(other, 'this is no database, and long enough to be seen as none'.repeat(100));

    for (const file of [other, join(folder, 'missing', 'index.sqlite')]) {
      await expect(openSqliteIndex(file)).rejects.toMatchObject({ code: 'index-unavailable' });
    }
  });

  it('writes through to the disk at every commit', async () => {
    const file = join(folder, 'index.sqlite');
    const index = await openSqliteIndex(file);
    await index.insertInstances(permits.write, [makeInstance()]);

    const reader = new DatabaseSync(file, { readOnly: true });

    expect(reader.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(reader.prepare('select count(*) as count from instances').get()).toEqual({ count: 1 });
    reader.close();
    await index.close();
  });

  it('gives up in time, and says nothing of the database, while another process holds the write lock', {
    timeout: 20_000,
  }, async () => {
    const file = join(folder, 'index.sqlite');
    const index = await openSqliteIndex(file);
    const other = new DatabaseSync(file);
    other.exec('begin immediate');

    const failure = await index.insertInstances(permits.write, [makeInstance()]).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'index-unavailable' });
    expect(String(failure)).not.toMatch(/sql|lock/i);
    other.exec('rollback');
    other.close();
    expect((await index.search(permits.search, makeQuery())).total).toBe(0);
    expect(await index.insertInstances(permits.write, [makeInstance()])).toEqual(['inserted']);
    await index.close();
  });
});
