import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeS3Client } from '../../../shared/adapters/aws/make-s3-client.ts';
import { S3Quarantine } from '../../../shared/adapters/aws/s3-quarantine.ts';
import type { HoldOutcome, QuarantineEntry } from '../../../shared/ports/quarantine.ts';
import {
  inChunks,
  listAll,
  makeDecision,
  makeReport,
  quarantineContract,
  readWhole,
} from '../../contract/quarantine.contract.ts';
import { permitFor } from '../../makers/permits.ts';
import { quarantineEntry } from '../../makers/quarantine-entry.ts';
import { InProcessS3 } from './in-process-s3.ts';

const mebibyte = 1024 * 1024;
const write = permitFor('study.write');
const review = permitFor('dlp.review');

function open() {
  const s3 = new InProcessS3();
  const client = makeS3Client({
    region: 'eu-central-1',
    endpoint: 'http://s3.test',
    forcePathStyle: true,
    credentials: { accessKeyId: 'synthetic', secretAccessKey: 'synthetic' },
    requestHandler: s3,
    maxAttempts: 2,
  });
  const quarantine = new S3Quarantine({ client, bucket: 'held' });
  const hold = async (bytes: Uint8Array): Promise<QuarantineEntry & HoldOutcome> => {
    const entry = quarantineEntry(bytes);
    return { ...entry, ...(await quarantine.hold(write, entry, inChunks(bytes))) };
  };
  return { s3, quarantine, hold };
}

quarantineContract('the S3 quarantine', async () => {
  const { quarantine } = open();
  return { quarantine, dispose: () => quarantine.close() };
});

describe('the S3 quarantine', () => {
  afterEach(() => vi.useRealTimers());

  it('puts the bytes first and the entry last, each under its own prefix', async () => {
    const { s3, hold } = open();

    const { id } = await hold(randomBytes(1000));

    expect(s3.requests.filter((line) => line.startsWith('PUT'))).toEqual([
      `PUT /held/bytes/${id}.dcm`,
      `PUT /held/entries/${id}.json`,
    ]);
    expect(s3.objects.get(`bytes/${id}.dcm`)?.metadata).toEqual({ sha256: id });
  });

  it.each([1000, 19 * mebibyte])('holds without reading or deleting any object (%i bytes)', async (byteLength) => {
    const { s3, hold } = open();
    const bytes = randomBytes(byteLength);

    await Promise.all([hold(bytes), hold(bytes)]);
    const { id } = await hold(bytes);

    const looks = s3.requests.filter((line) => /^(GET|HEAD)/.test(line));
    expect(new Set(looks)).toEqual(new Set(['GET /held/']));
    expect([...s3.objects.keys()].toSorted()).toEqual([`bytes/${id}.dcm`, `entries/${id}.json`]);
  });

  it('writes nothing when it has the bytes', async () => {
    const { s3, hold } = open();
    const bytes = randomBytes(1000);
    await hold(bytes);
    s3.requests.length = 0;

    await hold(bytes);

    expect(s3.requests.filter((line) => !line.startsWith('GET /held'))).toEqual([]);
    expect(s3.requests).toHaveLength(1);
  });

  it('tells the moment that S3 knows, in whole seconds, to senders and reviewers', async () => {
    const { quarantine, hold } = open();
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-05-06T07:08:09.876Z') });
    const bytes = randomBytes(10);
    const first = await hold(bytes);
    vi.setSystemTime(new Date('2030-05-06T08:00:00Z'));

    const second = await hold(bytes);

    expect(first.heldAt).toBe('2030-05-06T07:08:09.000Z');
    expect(second.heldAt).toBe(first.heldAt);
    expect((await quarantine.find(review, first.id))?.heldAt).toBe(first.heldAt);
    expect((await listAll(quarantine)).entries[0]?.heldAt).toBe(first.heldAt);
  });

  it('lists by the moments that S3 knows', async () => {
    const { quarantine, hold } = open();
    vi.useFakeTimers({ toFake: ['Date'] });
    const held = [];
    for (const hour of [11, 13, 12]) {
      vi.setSystemTime(new Date(`2030-05-06T${hour}:00:00Z`));
      held.push(await hold(randomBytes(10)));
    }

    const { entries } = await listAll(quarantine);

    expect(entries.map(({ id }) => id)).toEqual([held[1]?.id, held[2]?.id, held[0]?.id]);
  });

  it('shows no bytes without an entry, and completes them when they come again', async () => {
    const { s3, quarantine, hold } = open();
    const bytes = randomBytes(1000);
    const { id } = quarantineEntry(bytes);
    for (let attempt = 0; attempt < 2; attempt += 1) s3.failNext(/^PUT \/held\/entries/, 500, 'InternalError');

    const holding = hold(bytes);

    await expect(holding).rejects.toMatchObject({ code: 'quarantine-unavailable', headers: { 'Retry-After': '5' } });
    expect(s3.objects.has(`bytes/${id}.dcm`)).toBe(true);
    await expect(quarantine.readBytes(review, id)).rejects.toMatchObject({ code: 'quarantine-entry-not-found' });
    expect((await listAll(quarantine)).total).toBe(0);
    expect((await hold(bytes)).outcome).toBe('held');
    expect((await readWhole(quarantine, id)).equals(bytes)).toBe(true);
  });

  it('leaves no open upload, whatever became of the bytes', async () => {
    const { s3, quarantine, hold } = open();
    const bytes = randomBytes(19 * mebibyte);
    const wrong = { ...quarantineEntry(bytes), id: 'a'.repeat(64) };

    await Promise.all([hold(bytes), hold(bytes)]);
    await expect(quarantine.hold(write, wrong, inChunks(bytes))).rejects.toThrow('bytes');

    expect(s3.uploads.size).toBe(0);
  });

  it('lets its source go when S3 fails before the first part was sent', async () => {
    const { s3, quarantine } = open();
    const bytes = randomBytes(19 * mebibyte);
    for (let attempt = 0; attempt < 2; attempt += 1) s3.failNext(/^POST \/held\/bytes/, 503, 'SlowDown');
    let isClosed = false;
    async function* source() {
      try {
        yield* inChunks(bytes);
      } finally {
        isClosed = true;
      }
    }

    const holding = quarantine.hold(write, quarantineEntry(bytes), source());

    await expect(holding).rejects.toMatchObject({ code: 'quarantine-unavailable' });
    expect(isClosed).toBe(true);
  });

  it.each(['bytes', 'entries'])('tries again when two conditional writes met under %s/', async (prefix) => {
    const { s3, quarantine, hold } = open();
    const bytes = randomBytes(100);
    s3.failNext(new RegExp(`^PUT /held/${prefix}`), 409, 'ConditionalRequestConflict');

    const { id, outcome } = await hold(bytes);

    expect(outcome).toBe('held');
    expect((await readWhole(quarantine, id)).equals(bytes)).toBe(true);
  });

  it('asks the sender to come again when a large upload met another one that is not done', async () => {
    const { s3, hold } = open();
    const bytes = randomBytes(9 * mebibyte);
    s3.failNext(/^POST \/held\/bytes/, 409, 'ConditionalRequestConflict');

    const holding = hold(bytes);

    await expect(holding).rejects.toMatchObject({ code: 'quarantine-unavailable' });
    expect(s3.objects.size).toBe(0);
    expect((await hold(bytes)).outcome).toBe('held');
  });

  it.each<[string, (world: ReturnType<typeof open>, id: string) => Promise<unknown>]>([
    ['list', ({ quarantine }) => listAll(quarantine)],
    ['find', ({ quarantine }, id) => quarantine.find(review, id)],
    ['readBytes', ({ quarantine }, id) => quarantine.readBytes(review, id)],
    ['decide', ({ quarantine }, id) => quarantine.decide(review, id, makeDecision())],
    ['report', ({ quarantine }, id) => quarantine.report(review, id, makeReport())],
    ['hold', ({ hold }) => hold(Buffer.from('others'))],
  ])('answers quarantine-unavailable when it may not: %s', async (_name, ask) => {
    const world = open();
    const { id } = await world.hold(randomBytes(10));
    world.s3.failNext(/^(GET|PUT)/, 403, 'AccessDenied');

    const asking = ask(world, id);

    await expect(asking).rejects.toMatchObject({ code: 'quarantine-unavailable', status: 503 });
  });

  it('skips objects that are not its own', async () => {
    const { s3, quarantine, hold } = open();
    const { id } = await hold(randomBytes(10));
    const foreign = { bytes: Buffer.from('{}'), metadata: {}, lastModified: new Date() };
    for (const name of ['notes.txt', 'notes.json', `${'1'.repeat(64)}.json`, `deeper/${'2'.repeat(64)}.json`]) {
      s3.objects.set(`entries/${name}`, foreign);
    }

    const { entries, total } = await listAll(quarantine);

    expect(entries.map((entry) => entry.id)).toEqual([id]);
    expect(total).toBe(1);
  });

  it('takes a thousand reports on an entry and refuses the next', async () => {
    const { s3, quarantine, hold } = open();
    const { id } = await hold(randomBytes(10));
    const bytes = Buffer.from(JSON.stringify(makeReport()));
    for (let number = 1; number < 1000; number += 1) {
      const name = `reports/${id}/${String(number).padStart(4, '0')}.json`;
      s3.objects.set(name, { bytes, metadata: {}, lastModified: new Date() });
    }

    const reporting = await Promise.allSettled([1, 2, 3].map(() => quarantine.report(review, id, makeReport())));

    expect(reporting.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(reporting.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'request-invalid', status: 400 },
    });
  });
});
