import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { makeLargeMultiFrame } from '../makers/make-large-multi-frame.ts';
import { readParts } from '../makers/read-parts.ts';
import { type SpawnedHost, spawnHost } from '../makers/spawn-host.ts';

let folder: string;
let host: SpawnedHost;
let authorization: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-large-'));
  host = await spawnHost(folder);
  authorization = `Bearer ${await host.token()}`;
});
afterAll(async () => {
  await host.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const statusFile = () => readFileSync(`/proc/${host.pid}/status`, 'utf8');
const megabytes = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(statusFile())?.[1]) / 1024;
const resetPeak = (): void => writeFileSync(`/proc/${host.pid}/clear_refs`, '5');

const send = (path: string, contentType: string, chunks: Iterable<Buffer>) =>
  fetch(host.dicomwebUrl + path, {
    method: 'POST',
    headers: { authorization, 'content-type': contentType },
    body: Readable.toWeb(Readable.from(chunks)) as ReadableStream,
    duplex: 'half',
  });

it.runIf(process.platform === 'linux')(
  'a 200 MB multi-frame instance goes in and its frames come out in less than 128 MB of memory',
  async () => {
    const { bytes } = makeCt();
    await send('/studies', 'application/dicom', [bytes]);
    const large = makeLargeMultiFrame({ rows: 512, columns: 512, frames: 400 });
    const { studyUid, seriesUid, sopInstanceUid } = large.key;
    const instance = `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;
    const accept = 'multipart/related; type="application/octet-stream"';
    resetPeak();
    const before = megabytes('VmRSS');

    const stored = await send('/studies', 'application/dicom', large.chunks());
    const frames = [];
    for (const number of [1, 57, 200, 399, 400]) {
      const response = await fetch(`${host.dicomwebUrl}${instance}/frames/${number}`, {
        headers: { authorization, accept },
      });
      frames.push({ number, parts: await readParts(response) });
    }
    const whole = await fetch(host.dicomwebUrl + instance, { headers: { authorization, accept: 'application/dicom' } });
    let wholeBytes = 0;
    for await (const chunk of whole.body ?? []) wholeBytes += chunk.length;
    const grown = megabytes('VmHWM') - before;

    console.log(
      `200 MB multi-frame: server's peak memory grew by ${grown.toFixed(0)} MB (from ${before.toFixed(0)} MB)`,
    );
    expect(large.byteLength).toBeGreaterThan(200e6);
    expect(stored.status).toBe(200);
    for (const { number, parts } of frames)
      expect(parts.map(({ body }) => body.equals(large.frame(number)))).toEqual([true]);
    expect(wholeBytes).toBe(large.byteLength);
    expect(grown).toBeLessThan(128);
  },
);
