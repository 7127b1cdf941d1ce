import { execFile } from 'node:child_process';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditVerify } from '../../local/audit-verify.ts';
import { temporaryAuditFolder } from '../adapters/local/temporary-audit-trail.ts';
import { makeAuditEvent } from '../audit/make-audit-event.ts';

async function trailOf(count: number) {
  const folder = await temporaryAuditFolder();
  onTestFinished(folder.remove);
  const trail = await folder.open();
  await Promise.all(Array.from({ length: count }, () => trail.record(makeAuditEvent())));
  await trail.close();
  const [segment = ''] = (await readdir(folder.folder)).filter((name) => name.endsWith('.jsonl'));
  return { ...folder, segment, segmentPath: join(folder.folder, segment) };
}

async function run(args: readonly string[]) {
  let text = '';
  const progress: number[] = [];
  const out = (more: string) => {
    text += more;
  };
  const code = await auditVerify(args, { out, progress: ({ records }) => progress.push(records) });
  return { code, text, progress };
}

describe('npm run audit:verify', () => {
  it('says in one line that a trail is whole, and shows how far it is on the way', async () => {
    const { data } = await trailOf(12_345);

    const { code, text, progress } = await run(['--data', data]);

    expect(text).toMatch(/^12,345 records in \d files?, unbroken, head [0-9a-f]{64}\n$/);
    expect([code, progress]).toEqual([0, [10_000]]);
  });

  it('says where and how a trail is broken, and what to do', async () => {
    const { data, segment, segmentPath } = await trailOf(5);
    const text = await readFile(segmentPath, 'utf8');
    await writeFile(segmentPath, text.split('\n').toSpliced(2, 1).join('\n'));

    const told = await run(['--data', data]);

    expect(told.code).toBe(1);
    expect(told.text).toContain(`BROKEN (missing) in ${segment}, line 3\n`);
    expect(told.text).toContain('Record 2 is the last one beyond doubt.');
    expect(told.text).toContain('What to do next:');
  });

  it('finds the key where it was put', async () => {
    const { data, keyPath } = await trailOf(1);
    const elsewhere = join(data, 'elsewhere');
    await rename(keyPath, elsewhere);
    await rename(`${keyPath}.anchor`, `${elsewhere}.anchor`);

    expect(await run(['--data', data])).toMatchObject({ code: 2, text: expect.stringContaining('--key FILE') });
    expect(await run(['--data', data, '--key', elsewhere])).toMatchObject({ code: 0 });
  });

  it('answers 2 when it could not check, and says why', async () => {
    const { data } = await trailOf(0);

    expect(await run(['--data', join(data, 'nothing')])).toMatchObject({
      code: 2,
      text: expect.stringContaining('There is no audit trail in'),
    });
    expect(await run(['--dta', data])).toMatchObject({ code: 2, text: expect.stringContaining("'--dta'") });
  });

  it('teaches with --help', async () => {
    const { code, text } = await run(['--help']);

    expect(code).toBe(0);
    expect(text).toContain('npm run audit:verify -- --data /srv/images');
    expect(text).toContain('Exit code: 0 whole, 1 broken');
  });

  it('is a command with that exit code', async () => {
    const { data, segmentPath } = await trailOf(1);
    await writeFile(segmentPath, '');
    const command = fileURLToPath(new URL('../../local/audit-verify.ts', import.meta.url));

    const running = promisify(execFile)(process.execPath, [command, '--data', data]);

    await expect(running).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('BROKEN (cut-off)') });
  });
});
