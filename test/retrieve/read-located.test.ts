import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const native = makeCt({ frames: 2 });
const deflated = makeCt({ transferSyntaxUid: transferSyntaxes.deflated });
const pathOf = ({ key }: typeof native) =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
const get = (path: string) => gateway.fetch(path, { headers: { accept: '*/*' } });
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([native.bytes, deflated.bytes]);
  await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  for (const { key } of [native, deflated]) await rm(fileOf(key));
});
afterAll(() => gateway.close());

function fileOf({ studyUid, seriesUid, sopInstanceUid }: typeof native.key): string {
  return join(gateway.dataFolder, 'archive', 'studies', studyUid, seriesUid, `${sopInstanceUid}.dcm`);
}

describe('an instance that the index knows and whose file is gone', () => {
  it.each([
    ['as an instance', pathOf(native)],
    ['with its study', `/studies/${native.key.studyUid}`],
    ['as a frame', `${pathOf(native)}/frames/1`],
    ['as frames', `${pathOf(native)}/frames/2,1`],
    ['as a frame that was deflated', `${pathOf(deflated)}/frames/1`],
    ['as bulk data', `${pathOf(native)}/bulkdata/7FE00010`],
  ])('is our fault and in the log, asked for %s', async (_, path) => {
    const linesBefore = gateway.logLines.length;

    const response = await get(path);
    const text = await response.text();

    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'internal-error' });
    const logged = gateway.logLines.slice(linesBefore).filter((line) => line.includes('"unexpected-error"'));
    expect(logged).toEqual([expect.stringContaining('read-located.ts')]);
    expect(logged.join()).not.toContain(native.key.sopInstanceUid);
  });

  it('still tells its metadata from the sidecar, and nothing when that is gone too', async () => {
    const withSidecar = await get(`${pathOf(native)}/metadata`);
    await rm(fileOf(native.key).replace(/dcm$/, 'sidecar'));
    const without = await get(`${pathOf(native)}/metadata`);

    expect([withSidecar.status, without.status]).toEqual([200, 500]);
  });
});

it('an instance that nobody stored is not found', async () => {
  expect((await get(pathOf(makeCt()))).status).toBe(404);
});
