import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditPlacesIn } from '../../../shared/adapters/local/audit-places-in.ts';
import { verifyFileAuditTrail } from '../../../shared/adapters/local/verify-file-audit-trail.ts';
import { makeCt } from '../../makers/make-ct.ts';
import { multipartBody } from '../../makers/multipart-body.ts';
import { startGateway, type TestGateway } from '../../makers/start-gateway.ts';
import { cleanFile, emptyFolder, fileWithComment, type PlantedFolder, planted } from '../planted-files.ts';
import { runPortcullis } from '../run-portcullis.ts';

let running: TestGateway;
let own: PlantedFolder;
let dataFolder: string;
let strict: string;
beforeAll(async () => {
  own = await emptyFolder();
  strict = await own.put(
    'strict.yaml',
    Buffer.from(`apiVersion: portcullis/guard-policy/v1
site: strict
rules:
  - { id: no-contact, when: { group: [contact] }, verdict: quarantine, reason: No telephone numbers here. }
`),
  );
  running = await startGateway();
  dataFolder = await stoppedFolder();
});

/** As a gateway leaves it that has stored three images and was stopped. */
async function stoppedFolder(): Promise<string> {
  const gateway = await startGateway();
  const files = [fileWithComment(`Call ${planted.phone}`), cleanFile(), makeCt({ rows: 4, columns: 4 }).bytes];
  const { contentType, body } = multipartBody(files);
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  if (!stored.ok) throw new Error(`not stored: ${stored.status}`);
  await gateway.host.close();
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-stopped-'));
  await cp(gateway.dataFolder, folder, { recursive: true });
  await rm(gateway.dataFolder, { recursive: true });
  return folder;
}

afterAll(async () => {
  await running.close();
  await own[Symbol.asyncDispose]();
  await rm(dataFolder, { recursive: true });
});

const rescan = (...args: readonly string[]) => runPortcullis(['guard', 'rescan', '--data', dataFolder, ...args]);

async function lastEvents(count: number): Promise<readonly Record<string, unknown>[]> {
  const [file = ''] = (await readdir(join(dataFolder, 'audit'))).filter((name) => name.endsWith('.jsonl'));
  const lines = (await readFile(join(dataFolder, 'audit', file), 'utf8')).trimEnd().split('\n');
  return lines.slice(-count).map((line) => JSON.parse(line).event);
}

describe('the archive of a machine', () => {
  it('is as it was noted under the policy that let it in', async () => {
    const { code, out } = await rescan();

    expect(code).toBe(0);
    expect(out).toMatch(/^allow +2 +2$/m);
    expect(out).toMatch(/^flag +1 +1$/m);
    expect(out).toContain('3 images, 0 worse than noted before');
  });

  it('has images that are worse under a stricter policy: they are listed once, and in the trail', async () => {
    const first = await rescan('--policy', strict);
    const events = await lastEvents(2);
    const second = await rescan('--policy', strict);

    expect(first.code).toBe(1);
    expect(first.out).toMatch(/^flag → quarantine {2}\(no-contact\)\n {2}studies\/[\d.]+\/[\d.]+\/[\d.]+\.dcm$/m);
    expect(events).toMatchObject([
      { action: 'guard', review: 'rescan', verdict: 'quarantine', rules: 'no-contact' },
      { action: 'maintain', review: 'rescan', outcome: 'success', count: 3, subject: 'operator' },
    ]);
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('3 images, 0 worse than noted before') });
    expect(await verifyFileAuditTrail(auditPlacesIn(dataFolder))).toMatchObject({ verdict: { kind: 'whole' } });
  });

  it('ends with 0 where what is worse stays under --fail-on', async () => {
    await rescan();

    expect((await rescan('--policy', strict, '--fail-on', 'reject')).code).toBe(0);
  });

  it('is read with a progress bar where a person waits', async () => {
    const { err } = await runPortcullis(['guard', 'rescan', '--data', dataFolder], { isTty: true });

    expect(err).toMatch(/\d+% {2}\d\/3 images {2}ETA/);
  });

  it('tells no value of an image', async () => {
    const { out, err } = await rescan('--policy', strict);

    for (const value of Object.values(planted)) expect(out + err).not.toContain(value);
  });
});

it('refuses while the gateway runs', async () => {
  const { code, err } = await runPortcullis(['guard', 'rescan', '--data', running.dataFolder]);

  expect(code).toBe(2);
  expect(err).toContain('stop it first');
});

it('makes no data folder where there is none', async () => {
  const { code, err } = await runPortcullis(['guard', 'rescan', '--data', join(own.path, 'nowhere')]);

  expect(code).toBe(2);
  expect(err).toContain('there are no images');
});

it('takes the data folder from where the gateway takes it', async () => {
  const { code, out } = await runPortcullis(['guard', 'rescan'], { env: { PORTCULLIS_DATA: dataFolder } });

  expect(code).toBe(0);
  expect(out).toContain('3 images');
});
