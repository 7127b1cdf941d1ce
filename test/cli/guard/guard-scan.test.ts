import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cleanFile,
  emptyFolder,
  fileWithComment,
  type PlantedFolder,
  planted,
  plantedFolder,
} from '../planted-files.ts';
import { runPortcullis } from '../run-portcullis.ts';

let folder: PlantedFolder;
let own: PlantedFolder;
beforeAll(async () => {
  folder = await plantedFolder();
  own = await emptyFolder();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const scan = (...args: readonly string[]) => runPortcullis(['guard', 'scan', ...args]);

interface JsonReport {
  readonly version: number;
  readonly policy: { readonly site: string; readonly hash: string };
  readonly files: readonly JsonFile[];
  readonly summary: { readonly files: number; readonly verdicts: object; readonly reached: number };
}

interface JsonFile {
  readonly path: string;
  readonly outcome: string;
  readonly verdict?: string;
  readonly findings?: readonly { readonly fingerprint: string }[];
}

async function jsonOf(...args: readonly string[]): Promise<JsonReport> {
  return JSON.parse((await scan(...args, '--format', 'json')).out);
}

describe('the report for people', () => {
  it('has a block for each file there is something to say of: rule, detector, attribute and shape', async () => {
    const { out } = await scan(folder.path);

    expect(out).toMatch(/^quarantine {2}.*a\/b\/held$/m);
    expect(out).toMatch(/quarantine +identity-number +us-ssn +\(0010,4000\) PatientComments +999-99-9999/);
    expect(out).toMatch(/^flag {8}.*a\/flagged\.dcm$/m);
    expect(out).toMatch(/preamble, Windows program/);
    expect(out).not.toContain(`${folder.path}/clean`);
  });

  it('lists what is no DICOM, and what a store would refuse with the reason', async () => {
    const { out } = await scan(folder.path);

    expect(out).toMatch(/^not DICOM {3}.*notes\.txt$/m);
    expect(out).toMatch(/^refused {5}.*a\/torn\n {2}.* \[truncated\]$/m);
  });

  it('counts by verdict and by rule, and links, which it does not follow', async () => {
    const { out } = await scan(folder.path);

    expect(out).toMatch(/^quarantine +2 /m);
    expect(out).toMatch(/^links +1 /m);
    expect(out).toMatch(/^executable-preamble +1 +1 +preamble-executable$/m);
  });

  it('fits into 100 columns', async () => {
    const { out } = await scan(folder.path);

    const lines = out.split('\n').filter((line) => !line.includes(folder.path));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('is its summary alone where it shall be quiet', async () => {
    const { out } = await scan(folder.path, '--quiet');

    expect(out).not.toContain(folder.path);
    expect(out).toMatch(/^quarantine +2 /m);
  });

  it('is plain where nobody looks, and has colours where somebody does and did not say otherwise', async () => {
    const piped = await scan(folder.path);
    const seen = await runPortcullis(['guard', 'scan', folder.path], { isTty: true });
    const plain = await runPortcullis(['guard', 'scan', folder.path], { isTty: true, env: { NO_COLOR: '1' } });

    expect(piped.out).not.toContain('\x1b');
    expect(seen.out).toContain('\x1b[31mquarantine');
    expect(plain.out).not.toContain('\x1b[');
  });
});

describe('the progress bar', () => {
  it('is on the screen of a person, with files, verdicts and the time that is left', async () => {
    const { err } = await runPortcullis(['guard', 'scan', folder.path], { isTty: true });

    expect(err).toMatch(/\d+% {2}\d\/6 files {2}ETA/);
  });

  it('is nowhere else', async () => {
    const piped = await scan(folder.path);
    const quiet = await runPortcullis(['guard', 'scan', folder.path, '--quiet'], { isTty: true });

    expect([piped.err, quiet.err]).toEqual(['', '']);
  });
});

describe('the report as JSON', () => {
  it('has every file in order, with verdict, risk and findings, and the numbers at its end', async () => {
    const { version, policy, files, summary } = await jsonOf(folder.path);

    expect(version).toBe(1);
    expect(policy).toEqual({ site: 'default', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(files.map(({ path }) => path.slice(folder.path.length + 1))).toEqual([
      'a/b/held',
      'a/b/program.dcm',
      'a/flagged.dcm',
      'a/torn',
      'clean',
      'notes.txt',
    ]);
    expect(files.map(({ verdict, outcome }) => verdict ?? outcome)).toEqual([
      'quarantine',
      'quarantine',
      'flag',
      'refused',
      'allow',
      'no-instance',
    ]);
    expect(files[4]).toMatchObject({ burnedInRisk: 'unknown', findings: [], findingCount: 0 });
    expect(summary).toMatchObject({ files: 6, reached: 3, verdicts: { allow: 1, flag: 1, quarantine: 2 } });
  });

  it('tells of a finding all but the value', async () => {
    const { files } = await jsonOf(folder.path);

    expect(files[2]?.findings).toEqual([
      {
        rule: 'contact-in-text',
        detector: 'phone-number',
        verdict: 'flag',
        mode: 'enforce',
        carrier: 'text',
        path: '00104000',
        keyword: 'PatientComments',
        offset: 5,
        length: 12,
        score: expect.any(Number),
        looksLike: '999-999-9999',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('has other fingerprints in each run, and those of an installation with its key', async () => {
    const file = await own.put('one', fileWithComment(`Call ${planted.phone}`));
    const key = join(own.path, 'guard-key');
    await writeFile(key, `${'7'.repeat(64)}\n`, { mode: 0o600 });
    const fingerprint = async (...args: string[]) => (await jsonOf(file, ...args)).files[0]?.findings?.[0]?.fingerprint;

    const [one, other] = [await fingerprint(), await fingerprint()];
    const [keyed, again] = [await fingerprint('--fingerprint-key', key), await fingerprint('--fingerprint-key', key)];

    expect(one).not.toBe(other);
    expect(keyed).toBe(again);
  });
});

describe('the report as SARIF', () => {
  it('is version 2.1.0 with rules, and results at files within the scanned root', async () => {
    const { out } = await scan(folder.path, '--format', 'sarif');

    const { version, runs } = JSON.parse(out);
    const ruleIds = runs[0].tool.driver.rules.map(({ id }: { id: string }) => id);
    const results: { ruleId: string; level: string; locations: { physicalLocation: object }[] }[] = runs[0].results;
    expect(version).toBe('2.1.0');
    expect(runs[0].originalUriBaseIds.ROOT1.uri).toBe(`file://${folder.path}/`);
    expect(results.every(({ ruleId }) => ruleIds.includes(ruleId))).toBe(true);
    expect(results.find(({ ruleId }) => ruleId === 'contact-in-text')?.level).toBe('warning');
    expect(results.find(({ ruleId }) => ruleId === 'executable-preamble')).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a/b/program.dcm', uriBaseId: 'ROOT1' } } }],
    });
  });

  it('names files by their bytes', async () => {
    const name = Buffer.concat([Buffer.from(`${own.path}/odd/`), Buffer.of(0x20, 0xe4, 0x0a)]);
    await mkdir(join(own.path, 'odd'), { recursive: true });
    await writeFile(name, fileWithComment(`Call ${planted.phone}`));

    const { out, code } = await scan(join(own.path, 'odd'), '--format', 'sarif', '--fail-on', 'flag');

    expect(code).toBe(1);
    expect(out).toContain('"uri":"%20%E4%0A"');
  });
});

describe('the exit code', () => {
  it('is 0 where nothing is at or above --fail-on, and 1 where something is', async () => {
    const flagged = await own.put('exit/flagged', fileWithComment(`Call ${planted.phone}`));

    const codes = await Promise.all(
      [[], ['--fail-on', 'flag'], ['--fail-on', 'reject']].map(async (args) => (await scan(flagged, ...args)).code),
    );

    expect(codes).toEqual([0, 1, 0]);
  });

  it('is 1 for a file that a store would refuse, and 0 for one that is no DICOM', async () => {
    const torn = await own.put('exit/torn', cleanFile().subarray(0, 400));
    const text = await own.put('exit/text', Buffer.from('words'));

    expect((await scan(torn)).code).toBe(1);
    expect((await scan(text)).code).toBe(0);
  });

  it('is 2 for paths that are not there, each of which is told', async () => {
    const { code, err } = await scan(join(own.path, 'nope'), join(own.path, 'neither'));

    expect(code).toBe(2);
    expect(err.match(/there is no such file or folder/g)).toHaveLength(2);
  });

  it('is 2 for a faulty policy, with all of its faults and their places', async () => {
    const policy = await own.put('bad.yaml', Buffer.from('apiVersion: x\nrules:\n  - id: A b\n    verdict: reject\n'));

    const { code, err } = await scan(folder.path, '--policy', policy);

    expect(code).toBe(2);
    expect(err).toMatch(/apiVersion: /);
    expect(err).toMatch(/site: is missing/);
    expect(err).toMatch(/rules\[0\]\.id: /);
    expect(err).toMatch(/rules\[0\]\.when: is missing/);
  });

  it.each([[['--foo']], [['--policy']], [['--fail-on', 'banana']], [['--jobs', '0']], [['--format', 'xml']]])(
    'is 2 for the flags %j, in one line',
    async (flags) => {
      const { code, err } = await scan(folder.path, ...flags);

      expect(code).toBe(2);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    },
  );
});

describe('a report in a file', () => {
  it('is its owner only, and the terminal gets the summary', async () => {
    const file = join(own.path, 'report.json');

    const { out } = await scan(folder.path, '--format', 'json', '--output', file);

    expect(JSON.parse(await readFile(file, 'utf8')).files).toHaveLength(6);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(out).toMatch(/^quarantine +2 /m);
  });
});

describe('a report that cannot be written whole', () => {
  it.runIf(process.platform === 'linux')('is told, with 2, wherever it breaks off', async () => {
    const nowhere = await scan(folder.path, '--output', join(own.path, 'no', 'such', 'folder'));
    const full = await scan(folder.path, '--output', '/dev/full');

    expect([nowhere.code, full.code]).toEqual([2, 2]);
    expect(full.err).toBe('portcullis: /dev/full: the disk is full\n');
  });
});

describe('files', () => {
  it('are looked at once where one path lies in another', async () => {
    const { summary } = await jsonOf(join(folder.path, 'a'), folder.path, join(folder.path, 'clean'));

    expect(summary.files).toBe(6);
  });

  it('keep the terminal from being commanded by their names', async () => {
    await own.put('names/evil\x1b[31m\nname', fileWithComment(`Call ${planted.phone}`));

    const { out } = await scan(join(own.path, 'names'));

    expect(out).toContain('evil\\u001b[31m\\u000aname');
  });

  it('are asked by the policy of the site', async () => {
    const policy = await own.put(
      'strict.yaml',
      Buffer.from(
        'apiVersion: portcullis/guard-policy/v1\nsite: strict\nrules:\n  - id: contact-in-text\n    when: { group: [contact] }\n    verdict: reject\n    reason: No telephone numbers here.\n',
      ),
    );

    const { policy: told, files } = await jsonOf(folder.path, '--policy', policy);

    expect(told.site).toBe('strict');
    expect(files[2]?.verdict).toBe('reject');
  });
});

it.each(['table', 'json', 'sarif'])('no value of an instance is in the report as %s', async (format) => {
  const { out, err } = await scan(folder.path, '--format', format);

  expect(out.length).toBeGreaterThan(500);
  for (const value of Object.values(planted)) expect(out + err).not.toContain(value);
});
