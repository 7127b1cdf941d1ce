import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phantomSeries } from '../../local/phantom-series.ts';
import { type SampleStudy, storeSampleStudy } from '../../local/sample-study.ts';
import { settingsOfThisMachine } from '../../local/settings-of-this-machine.ts';
import { type Host, startHost } from '../../local/start-host.ts';
import { welcome } from '../../local/welcome.ts';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import { jsonLinesLog } from '../../shared/log.ts';
import { auditEvents } from '../makers/everything-told.ts';
import { freePort } from '../makers/start-gateway.ts';

const run = promisify(execFile);

let folder: string;
let host: Host;
let text: string;
let sample: SampleStudy | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-first-'));
  const settings = settingsOfThisMachine(['--port', String(await freePort()), '--data', join(folder, 'data')], {});
  if (settings === undefined) throw new Error('no settings');
  host = await startHost(
    settings,
    jsonLinesLog(() => undefined),
  );
  const secrets = host.identity.firstStartSecrets;
  if (secrets === undefined) throw new Error('this is no first start');
  sample = await storeSampleStudy(settings, secrets);
  text = welcome(settings, { policy: host.gateway.guard.policy, secrets, ...(sample && { sample }) });
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

describe('what the first start prints', () => {
  it('are three commands that find the phantom and fetch a slice as they stand', async () => {
    const commands = text.split('\n').filter((line) => /^ {2}(TOKEN=|curl )/.test(line));

    const { stdout } = await run('sh', ['-c', commands.join('\n')], { cwd: folder });

    const found = JSON.parse(stdout) as { '00100010': { Value: { Alphabetic: string }[] } }[];
    const slice = await readFile(join(folder, 'phantom.dcm'));
    const { frames } = await readInstanceHeader(
      (async function* one() {
        yield slice;
      })(),
    );
    expect(commands).toHaveLength(3);
    expect(found.map((study) => study['00100010'].Value[0]?.Alphabetic)).toEqual(['Phantom^Shepp Logan']);
    expect(frames).toMatchObject({ kind: 'native', numberOfFrames: 1 });
  });

  it('names the policy of the guard, which has nothing against the phantom', async () => {
    const audit = await auditEvents({ dataFolder: join(folder, 'data') });

    expect(text).toContain(`policy default (${host.gateway.guard.policy.hash.slice(0, 12)})`);
    expect(sample).toBeDefined();
    expect(audit.filter(({ action }) => action === 'guard')).toEqual([]);
  });

  it('tells the sign-in of every group once', () => {
    expect(text).toMatch(/user {4}admin +\S+ +\(administrator\)/);
    expect(text).toMatch(/user {4}radiologist +\S+ +\(radiologist\)/);
    expect(text).toMatch(/user {4}technologist +\S+ +\(technologist\)/);
  });
});

describe('the phantom', () => {
  it('is one series of slices with pixels that a CT window shows', async () => {
    const { slices, studyUid } = phantomSeries();

    const headers = await Promise.all(
      slices.map(({ bytes }) =>
        readInstanceHeader(
          (async function* one() {
            yield bytes;
          })(),
        ),
      ),
    );

    expect(headers.map(({ key }) => key.studyUid)).toEqual(slices.map(() => studyUid));
    expect(headers.map(({ dicomJson }) => dicomJson['00200013']?.Value?.[0])).toEqual(slices.map((_, at) => at + 1));
  });
});
