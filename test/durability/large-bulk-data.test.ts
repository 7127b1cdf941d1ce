import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { bareMetadata } from '../makers/metadata-body.ts';
import { type SpawnedHost, spawnHost } from '../makers/spawn-host.ts';

let folder: string;
let host: SpawnedHost;
let authorization: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-bulk-'));
  host = await spawnHost(folder);
  authorization = `Bearer ${await host.token()}`;
});
afterAll(async () => {
  await host.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const megabyte = 1024 * 1024;
const statusFile = () => readFileSync(`/proc/${host.pid}/status`, 'utf8');
const megabytes = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(statusFile())?.[1]) / 1024;
const resetPeak = (): void => writeFileSync(`/proc/${host.pid}/clear_refs`, '5');
const contentType = 'multipart/related; type="application/dicom+json"; boundary=b';

/** Metadata of one instance, and so many megabytes of native pixel data behind them. */
function* bodyOf(key: InstanceKey, count: number): Generator<Buffer> {
  const metadata = {
    ...bareMetadata(key),
    '00280008': { vr: 'IS', Value: [count * 2] },
    '00280010': { vr: 'US', Value: [512] },
    '00280011': { vr: 'US', Value: [512] },
    '00280100': { vr: 'US', Value: [16] },
    '7FE00010': { vr: 'OW', BulkDataURI: 'pixels' },
  };
  yield Buffer.from(`--b\r\nContent-Type: application/dicom+json\r\n\r\n${JSON.stringify([metadata])}\r\n`);
  yield Buffer.from('--b\r\nContent-Type: application/octet-stream\r\nContent-Location: pixels\r\n\r\n');
  for (let at = 0; at < count; at++) yield Buffer.alloc(megabyte, at & 0x0f);
  yield Buffer.from('\r\n--b--\r\n');
}

const store = (key: InstanceKey, count: number) =>
  fetch(`${host.dicomwebUrl}/studies`, {
    method: 'POST',
    headers: { authorization, 'content-type': contentType },
    body: Readable.toWeb(Readable.from(bodyOf(key, count))) as ReadableStream,
    duplex: 'half',
  });
const freshKey = () => ({ studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() }) as InstanceKey;

it.runIf(process.platform === 'linux')(
  '600 MB of bulk data behind JSON become an instance in less than 128 MB of memory (PS3.18 10.5.1)',
  async () => {
    await store(freshKey(), 1);
    const key = freshKey();
    resetPeak();
    const before = megabytes('VmRSS');

    const stored = await store(key, 600);

    const grown = megabytes('VmHWM') - before;
    console.log(
      `600 MB of bulk data: server's peak memory grew by ${grown.toFixed(0)} MB (from ${before.toFixed(0)} MB)`,
    );
    const path = `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}/frames/1199`;
    const accept = 'application/octet-stream';
    const frame = await fetch(host.dicomwebUrl + path, { headers: { authorization, accept } });
    expect(stored.status).toBe(200);
    expect(Buffer.from(await frame.arrayBuffer()).equals(Buffer.alloc(512 * 1024, 599 & 0x0f))).toBe(true);
    expect(grown).toBeLessThan(128);
  },
  120_000,
);
