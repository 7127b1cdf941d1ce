import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { PixelWorkers } from '../../shared/pixels/pixel-workers.ts';

const limits = {
  maxWorkers: 1,
  maxWaitingJobs: 8,
  maxJobMilliseconds: 10_000,
  maxFrameBytes: 1_000,
  maxCodecBytes: 1_000,
};
const workers = new PixelWorkers(limits);
afterAll(() => workers.close());

const pngOf = (side: number) =>
  sharp(Buffer.alloc(side * side * 3, 9), { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();

it('gives a picture as native cells, out of a worker', async () => {
  const picture = await workers.run('picture', { bytes: await pngOf(4), mediaType: 'image/png' });

  expect(picture).toEqual({
    bytes: new Uint8Array(48).fill(9),
    rows: 4,
    columns: 4,
    samplesPerPixel: 3,
    bitsStored: 8,
    pages: 1,
  });
});

it('refuses what would be larger than it may, before it is decoded', async () => {
  await expect(workers.run('picture', { bytes: await pngOf(20), mediaType: 'image/png' })).rejects.toMatchObject({
    code: 'pixels-too-large',
  });
});

it.each([
  ['another format', Buffer.from('<svg/>'), 'image/png'],
  ['a PNG that says it is a GIF', undefined, 'image/gif'],
  ['a cut PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png'],
] as const)('refuses %s', async (_what, bytes, mediaType) => {
  const run = workers.run('picture', { bytes: bytes ?? (await pngOf(2)), mediaType });

  await expect(run).rejects.toMatchObject({ code: 'pixels-not-decodable' });
});
