import { afterEach, describe, expect, it } from 'vitest';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { type PixelWorkerLimits, PixelWorkers } from '../../shared/pixels/pixel-workers.ts';
import { describeFrame, makeFrame } from './make-frame.ts';

const limits = { ...defaultPixelLimits, maxWorkers: 2, maxWaitingJobs: 64, maxJobMilliseconds: 10_000 };
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const explicit = '1.2.840.10008.1.2.1';

let opened: PixelWorkers[] = [];
function open(wish: Partial<PixelWorkerLimits> = {}): PixelWorkers {
  const workers = new PixelWorkers({ ...limits, ...wish });
  opened.push(workers);
  return workers;
}

afterEach(async () => {
  await Promise.all(opened.map((workers) => workers.close()));
  opened = [];
});

const stored = (frame = makeFrame({ rows: 64, columns: 64 })) => ({
  transferSyntaxUid: explicit,
  description: frame.description,
  bytes: frame.bytes,
});
/** Large enough to be worked on for far longer than a test's patience allows. */
const slowFrame = () => stored(makeFrame({ rows: 6000, columns: 6000 }));

describe('pixel workers', () => {
  it('encode, and decode what they have encoded', async () => {
    const workers = open();
    const frame = stored();

    const { bytes } = await workers.run('transcode', { frame, target: jpeg2000 });
    const decoded = await workers.run('decode', { ...frame, transferSyntaxUid: jpeg2000, bytes });

    expect(Buffer.compare(decoded.bytes, frame.bytes)).toBe(0);
    expect(decoded.samples).toBeInstanceOf(Uint16Array);
  });

  it('do more jobs than there are of them, each with its own answer', async () => {
    const workers = open();
    const frames = Array.from({ length: 12 }, (_, seed) => makeFrame({ rows: 20, columns: 30 }, seed + 1));

    const answers = await Promise.all(
      frames.map((frame) => workers.run('transcode', { frame: stored(frame), target: explicit })),
    );

    expect(answers.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(
      frames.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    );
  });

  it('fail a corrupt frame alone, with its code', async () => {
    const workers = open();
    const corrupt = {
      transferSyntaxUid: jpeg2000,
      description: describeFrame(),
      bytes: Buffer.from('ff4fff51', 'hex'),
    };

    const [bad, good] = await Promise.allSettled([
      workers.run('decode', corrupt),
      workers.run('transcode', { frame: stored(), target: jpeg2000 }),
    ]);

    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'pixels-not-decodable', status: 406 } });
    expect(good.status).toBe('fulfilled');
  });

  it('give up what takes longer than it may, and go on with what waits', async () => {
    const workers = open({ maxWorkers: 1, maxJobMilliseconds: 1_500 });

    const [slow, waiting] = await Promise.allSettled([
      workers.run('transcode', { frame: slowFrame(), target: jpeg2000 }),
      workers.run('transcode', { frame: stored(), target: explicit }),
    ]);

    expect(slow).toMatchObject({ status: 'rejected', reason: { code: 'pixels-not-decodable' } });
    expect(waiting.status).toBe('fulfilled');
  });

  it('fail what needs more memory than a codec may take, and nothing after it', async () => {
    const workers = open({ maxWorkers: 1, maxCodecBytes: 64 * 1024 * 1024 });

    const greedy = workers.run('transcode', { frame: slowFrame(), target: jpeg2000 });

    await expect(greedy).rejects.toMatchObject({ code: 'pixels-not-decodable' });
    await expect(workers.run('transcode', { frame: stored(), target: jpeg2000 })).resolves.toBeDefined();
  });

  it('send away what would wait too long', async () => {
    const workers = open({ maxWorkers: 1, maxWaitingJobs: 1 });
    const job = () => workers.run('transcode', { frame: stored(), target: jpeg2000 });

    const [first, second, third] = await Promise.allSettled([job(), job(), job()]);

    expect([first.status, second.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ reason: { code: 'gateway-busy', status: 503 } });
  });

  it('end with the gateway, and what they were at fails', async () => {
    const workers = open({ maxWorkers: 1 });
    const jobs = [slowFrame(), slowFrame()].map((frame) => workers.run('transcode', { frame, target: jpeg2000 }));
    const settled = Promise.allSettled(jobs);

    await workers.close();

    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
