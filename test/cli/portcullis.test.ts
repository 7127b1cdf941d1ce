import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runPortcullis } from './run-portcullis.ts';

const leaves = [
  ...['scan', 'test', 'diff', 'rescan', 'policy'].map((name) => ['guard', name]),
  ...['list', 'inspect', 'release', 'reject', 'report'].map((name) => ['quarantine', name]),
  ['sign-in'],
  ['sign-out'],
];

describe('help', () => {
  it.each([[[]], [['guard']], [['quarantine']]])('of %j lists what there is', async (words) => {
    const { code, out } = await runPortcullis([...words, '--help']);

    expect(code).toBe(0);
    expect(out).toContain(['portcullis', ...words].join(' '));
    expect(out).toContain('--help');
  });

  it.each(leaves.map((words) => [words]))('of %j teaches with an example and the exit codes', async (words) => {
    const { code, out } = await runPortcullis([...words, '--help']);

    expect(code).toBe(0);
    expect(out).toContain(`\n  portcullis ${words.join(' ')}`);
    expect(out).toContain('Exit code: 0 ');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('comes without a command too, and that is no success', async () => {
    const runs = await Promise.all([runPortcullis([]), runPortcullis(['guard'])]);

    expect(runs.map(({ code }) => code)).toEqual([2, 2]);
    expect(runs[0]?.out).toContain('portcullis guard');
  });
});

describe('a wrong word', () => {
  it.each([[['gaurd']], [['guard', 'scam']], ...leaves.map((words) => [[...words, '--no-such-flag']])])(
    '%j is answered in one line, with 2',
    async (words) => {
      const { code, out, err } = await runPortcullis(words);

      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/^portcullis: .+\n$/);
    },
  );
});

describe('the program', () => {
  const shim = fileURLToPath(new URL('../../cli/portcullis.mjs', import.meta.url));

  it('gives its exit code and keeps report and failure apart', () => {
    const help = spawnSync(process.execPath, [shim, 'guard', '--help'], { encoding: 'utf8' });
    const wrong = spawnSync(process.execPath, [shim, 'guard', 'scan', '--foo'], { encoding: 'utf8' });

    expect([help.status, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('portcullis guard scan');
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain("Unknown option '--foo'");
  });
});
