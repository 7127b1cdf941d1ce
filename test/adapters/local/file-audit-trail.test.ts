import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { segmentName } from '../../../shared/adapters/local/audit-files.ts';
import type { FileAuditTrailOptions } from '../../../shared/adapters/local/file-audit-trail.ts';
import type { Log, LogFields } from '../../../shared/log.ts';
import type { AuditTrail } from '../../../shared/ports/audit-trail.ts';
import { makeAuditEvent } from '../../audit/make-audit-event.ts';
import { auditTrailContract } from '../../contract/audit-trail.contract.ts';
import { temporaryAuditFolder } from './temporary-audit-trail.ts';

auditTrailContract('FileAuditTrail', async () => {
  const folder = await temporaryAuditFolder();
  const trail = await folder.open();
  return {
    trail,
    readTexts: folder.readTexts,
    isWhole: async () => isWhole(await folder.verify()),
    reopen: () => folder.open(),
    remove: async () => {
      await trail.close();
      await folder.remove();
    },
  };
});

const isWhole = (result: Awaited<ReturnType<Awaited<ReturnType<typeof temporaryAuditFolder>>['verify']>>): boolean =>
  result.kind === 'verified' && result.verdict.kind === 'whole';

/** Where the last line feed of the trail is: without it the last record looks like one that a crash tore. */
async function lastByteOf(folder: string, names: readonly string[]): Promise<number> {
  return (await stat(join(folder, names.at(-1) ?? ''))).size - 1;
}

async function newFolder() {
  const folder = await temporaryAuditFolder();
  onTestFinished(folder.remove);
  const opened: AuditTrail[] = [];
  onTestFinished(async () => void (await Promise.all(opened.map((trail) => trail.close()))));
  const open = async (options: Partial<FileAuditTrailOptions> = {}) => {
    const trail = await folder.open(options);
    opened.push(trail);
    return trail;
  };
  /** A trail of `count` records, closed; a new segment every `perSegment` records. */
  const fill = async (count: number) => {
    const trail = await open({ maxSegmentBytes: 1_500 });
    for (let at = 0; at < count; at++) await trail.record(makeAuditEvent({ requestId: `request-${at}` }));
    await trail.close();
  };
  const segments = async () => (await readdir(folder.folder)).filter((name) => name.endsWith('.jsonl')).sort();
  return { ...folder, open, fill, segments };
}

describe('FileAuditTrail', () => {
  it('keeps records, key, anchor and lock from everybody else', async () => {
    const folder = await newFolder();
    await folder.fill(1);

    const paths = [...(await readdir(folder.folder)).map((name) => join(folder.folder, name)), folder.keyPath];
    const modes = await Promise.all(
      [...paths, `${folder.keyPath}.anchor`].map(async (path) => (await stat(path)).mode),
    );

    expect(modes.map((mode) => mode & 0o777)).toEqual(modes.map(() => 0o600));
  });

  it('starts a new file when one is full and each day', async () => {
    const folder = await newFolder();
    let now = new Date('2026-11-23T23:59:59.000Z');
    const trail = await folder.open({ maxSegmentBytes: 1_500, now: () => now });

    for (let at = 0; at < 4; at++) await trail.record(makeAuditEvent());
    now = new Date('2026-11-24T00:00:01.000Z');
    await trail.record(makeAuditEvent());

    expect(await folder.segments()).toEqual([
      '000000000001-2026-11-23.jsonl',
      '000000000003-2026-11-23.jsonl',
      '000000000005-2026-11-24.jsonl',
    ]);
    expect(isWhole(await folder.verify())).toBe(true);
  });

  it('lets one process write at a time', async () => {
    const folder = await newFolder();
    const first = await folder.open();

    await expect(folder.open()).rejects.toThrow('another process writes this audit trail');

    await first.close();
    await expect(folder.open()).resolves.toBeDefined();
  });

  it('keeps a torn last line as evidence, notes it and goes on', async () => {
    const folder = await newFolder();
    await folder.fill(2);
    const [segment = ''] = await folder.segments();
    await appendFile(join(folder.folder, segment), '{"event":{"act');

    const trail = await folder.open();
    await trail.record(makeAuditEvent({ requestId: 'after' }));

    const evidence = (await readdir(folder.folder)).find((name) => name.startsWith('torn-'));
    expect(await readFile(join(folder.folder, evidence ?? ''), 'utf8')).toBe('{"event":{"act');
    const [, , note = '', after] = await folder.readTexts();
    expect(JSON.parse(note).event).toMatchObject({ action: 'start', outcome: 'partial', count: 14 });
    expect(after).toContain('"requestId":"after"');
    expect(isWhole(await folder.verify())).toBe(true);
  });

  it('goes on after a crash between making a file and writing to it', async () => {
    const folder = await newFolder();
    await folder.fill(4);
    await writeFile(join(folder.folder, segmentName(5, '2026-11-23T00:00:00.000Z')), '');

    const trail = await folder.open();
    await trail.record(makeAuditEvent());

    expect(await folder.readTexts()).toHaveLength(5);
    expect(isWhole(await folder.verify())).toBe(true);
  });

  it.runIf(existsSync('/dev/full'))('refuses while the disk is full, and goes on when there is space', async () => {
    const folder = await newFolder();
    let nowMs = Date.parse('2026-11-23T12:00:00.000Z');
    const logged: LogFields[] = [];
    const log: Log = { info: () => undefined, error: (_, fields = {}) => logged.push(fields) };
    const trail = await folder.open({ now: () => new Date(nowMs), log });
    await trail.record(makeAuditEvent({ requestId: 'before' }));
    const full = join(folder.folder, segmentName(2, '2026-11-24'));
    await symlink('/dev/full', full);

    nowMs += 24 * 60 * 60 * 1_000;
    const refused = Array.from({ length: 3 }, () => trail.record(makeAuditEvent({ requestId: 'refused' })));
    for (const record of refused)
      await expect(record).rejects.toMatchObject({ code: 'audit-unavailable', status: 503 });
    nowMs += 2_000;
    await expect(trail.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
    await rm(full);
    await expect(trail.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
    nowMs += 2_000;
    await trail.record(makeAuditEvent({ requestId: 'after' }));

    expect((await folder.readTexts()).map((text) => JSON.parse(text).event.requestId)).toEqual(['before', 'after']);
    expect(logged.map(({ code }) => code)).toEqual(['ENOSPC', 'ENOSPC']);
    expect(isWhole(await folder.verify())).toBe(true);
  });

  it.runIf(existsSync('/dev/full'))('holds no more files open the longer it fails', async () => {
    const folder = await newFolder();
    let nowMs = Date.parse('2026-11-23T12:00:00.000Z');
    const trail = await folder.open({ now: () => new Date(nowMs) });
    await trail.record(makeAuditEvent());
    await symlink('/dev/full', join(folder.folder, segmentName(2, '2026-11-24')));
    nowMs += 24 * 60 * 60 * 1_000;
    await expect(trail.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
    const openAtFirst = (await readdir('/proc/self/fd')).length;

    for (let attempt = 0; attempt < 20; attempt++) {
      nowMs += 2_000;
      await expect(trail.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
    }

    expect((await readdir('/proc/self/fd')).length).toBeLessThan(openAtFirst + 10);
  });

  it('refuses when its next file cannot be made', async () => {
    const folder = await newFolder();
    let nowMs = Date.parse('2026-11-23T12:00:00.000Z');
    const trail = await folder.open({ now: () => new Date(nowMs) });
    await trail.record(makeAuditEvent());
    const inTheWay = join(folder.folder, segmentName(2, '2026-11-24'));
    await mkdir(inTheWay);

    nowMs += 24 * 60 * 60 * 1_000;
    await expect(trail.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
    await rmdir(inTheWay);
    nowMs += 2_000;

    await expect(trail.record(makeAuditEvent())).resolves.toBeUndefined();
  });

  it('refuses to go on after its end was cut off, as lines, as files and as a whole', async () => {
    const folder = await newFolder();
    await folder.fill(5);
    const [first = '', second = '', third = ''] = await folder.segments();

    await rm(join(folder.folder, third));
    await expect(folder.open()).rejects.toThrow('not continued: it is broken (cut-off)');
    const text = await readFile(join(folder.folder, second), 'utf8');
    await writeFile(join(folder.folder, second), text.slice(0, text.indexOf('\n') + 1));
    await expect(folder.open()).rejects.toThrow('not continued: it is broken (cut-off)');
    await rm(join(folder.folder, second));
    await rm(join(folder.folder, first));
    await expect(folder.open()).rejects.toThrow('not continued: its records are gone');
  });

  it('refuses to go on without its key, its anchor, or with a key that others can read', async () => {
    const folder = await newFolder();
    await folder.fill(1);

    await chmod(folder.keyPath, 0o640);
    await expect(folder.open()).rejects.toThrow('chmod 600');
    await chmod(folder.keyPath, 0o600);
    await rename(`${folder.keyPath}.anchor`, join(folder.data, 'aside'));
    await expect(folder.open()).rejects.toThrow('not continued: its anchor is missing');
    await writeFile(`${folder.keyPath}.anchor`, 'x'.repeat(2_048));
    await expect(folder.open()).rejects.toThrow('not continued: its anchor is not sealed with its key');
    await rm(folder.keyPath);
    await expect(folder.open()).rejects.toThrow(`its key ${folder.keyPath} is missing`);
  });

  it('survives a torn write of its anchor', async () => {
    const folder = await newFolder();
    await folder.fill(3);
    const anchor = await readFile(`${folder.keyPath}.anchor`);

    for (const slot of [0, 1]) {
      const torn = Buffer.from(anchor);
      torn.fill(0, slot * 1_024, slot * 1_024 + 100);
      await writeFile(`${folder.keyPath}.anchor`, torn);
      await (await folder.open()).close();
    }

    expect(isWhole(await folder.verify())).toBe(true);
  });
});

describe('verification of a trail of files', () => {
  it('names the file and the line of what was done to files', async () => {
    const folder = await newFolder();
    await folder.fill(7);
    const [first = '', second = '', third = ''] = await folder.segments();
    const breakAfter = async (tamper: () => Promise<void>) => {
      await tamper();
      const result = await folder.verify();
      const where = result.kind === 'verified' && result.verdict.kind === 'broken' ? result.verdict.where : undefined;
      return where && { kind: where.kind, file: basename(where.file), line: where.line };
    };
    const aside = join(folder.data, 'aside');

    expect(await breakAfter(() => rename(join(folder.folder, second), aside))).toEqual({
      kind: 'missing',
      file: third,
      line: 1,
    });
    const copy = segmentName(2, '2026-11-23');
    expect(
      await breakAfter(async () => {
        await rename(aside, join(folder.folder, second));
        await writeFile(join(folder.folder, copy), await readFile(join(folder.folder, first)));
      }),
    ).toEqual({ kind: 'misplaced', file: copy, line: 1 });
    expect(
      await breakAfter(async () => {
        await rm(join(folder.folder, copy));
        const bytes = await readFile(join(folder.folder, second));
        await writeFile(join(folder.folder, second), bytes.subarray(0, -1));
      }),
    ).toEqual({ kind: 'unreadable', file: second, line: 2 });
  });

  it('finds a change of any byte of any file to any other', async () => {
    const folder = await newFolder();
    await folder.fill(5);
    const names = await folder.segments();

    await fc.assert(
      fc.asyncProperty(
        fc.nat(names.length - 1),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (at, place, flip) => {
          const path = join(folder.folder, names[at] ?? '');
          const original = await readFile(path);
          const changed = Buffer.from(original);
          changed.writeUInt8(changed.readUInt8(place % changed.length) ^ flip, place % changed.length);
          await writeFile(path, changed);
          expect(await folder.verify()).toMatchObject({ verdict: { kind: 'broken' } });
          await writeFile(path, original);
        },
      ),
      { numRuns: 300, examples: [[names.length - 1, await lastByteOf(folder.folder, names), 1]] },
    );
    expect(isWhole(await folder.verify())).toBe(true);
  });

  it('is quick and small on a line without an end', async () => {
    const folder = await newFolder();
    await folder.fill(1);
    const [first = ''] = await folder.segments();
    await appendFile(join(folder.folder, first), Buffer.alloc(5_000_000, 'x'));

    expect(await folder.verify()).toMatchObject({ verdict: { kind: 'whole', hasTornTail: true } });
    await appendFile(join(folder.folder, first), '\n');
    expect(await folder.verify()).toMatchObject({
      verdict: { kind: 'broken', where: { kind: 'unreadable', line: 2 } },
    });
  });

  it('looks at a trail that is being written', async () => {
    const folder = await newFolder();
    const trail = await folder.open({ maxSegmentBytes: 5_000 });
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) await trail.record(makeAuditEvent());
    })();

    for (let round = 0; round < 10; round++) expect(isWhole(await folder.verify())).toBe(true);
    isWriting = false;

    await writing;
    expect(isWhole(await folder.verify())).toBe(true);
  });

  it('says so when there is nothing to verify, or no key to do it with', async () => {
    const folder = await newFolder();

    expect(await folder.verify()).toEqual({ kind: 'no-trail' });
    await folder.fill(1);
    await rm(folder.keyPath);
    expect(await folder.verify()).toEqual({ kind: 'no-key' });
  });
});
