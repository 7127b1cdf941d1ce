import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeS3Client } from '../../../shared/adapters/aws/make-s3-client.ts';
import { type S3ArchiveOptions, S3ImageArchive } from '../../../shared/adapters/aws/s3-image-archive.ts';
import {
  freshKey,
  imageArchiveContract,
  keepWhole,
  listUnsettled,
  readWhole,
  sealAndKeep,
} from '../../contract/image-archive.contract.ts';
import { admissionFor } from '../../makers/admissions.ts';
import { maintainPermit, permitFor } from '../../makers/permits.ts';
import { InProcessS3 } from './in-process-s3.ts';

function open(options: Partial<S3ArchiveOptions> = {}): { s3: InProcessS3; archive: S3ImageArchive } {
  const s3 = new InProcessS3();
  const client = makeS3Client({
    region: 'eu-central-1',
    endpoint: 'http://s3.test',
    forcePathStyle: true,
    credentials: { accessKeyId: 'synthetic', secretAccessKey: 'synthetic' },
    requestHandler: s3,
    maxAttempts: 2,
  });
  const defaults = { client, bucket: 'images', completesConditionally: true, unsettledAfterSeconds: 0 };
  return { s3, archive: new S3ImageArchive({ ...defaults, ...options }) };
}

imageArchiveContract('the S3 archive', async () => {
  const { archive } = open();
  return { archive, dispose: () => archive.close() };
});

imageArchiveContract('the S3 archive without memory to spare', async () => {
  const { archive } = open({ maxHeldBytes: 0 });
  return { archive, dispose: () => archive.close() };
});

imageArchiveContract('the S3 archive where only PutObject is conditional', async () => {
  const { archive } = open({ maxHeldBytes: 0, completesConditionally: false });
  return { archive, dispose: () => archive.close() };
});

describe('the S3 archive', () => {
  it('keeps a small instance with one conditional write that carries its hash', async () => {
    const { s3, archive } = open();

    await keepWhole(archive, freshKey(), randomBytes(1000));

    expect(s3.requests.map((line) => line.split('/').slice(0, 3).join('/'))).toEqual([
      'PUT /images/unsettled',
      'PUT /images/studies',
      'PUT /images/sidecars',
    ]);
  });

  it('holds in memory what its budget allows, and has it back when drafts end', async () => {
    const { s3, archive } = open({ maxHeldBytes: 1000 });
    const draftOf600 = async () => {
      const draft = await archive.openDraft(permitFor('study.write'));
      await draft.write(randomBytes(600));
      const { sha256 } = await draft.seal();
      return { draft, admission: await admissionFor(sha256) };
    };

    const [first, second] = [await draftOf600(), await draftOf600()];
    await first.draft.keep(freshKey(), Buffer.alloc(0), first.admission);
    await first.draft.discard();
    const third = await draftOf600();

    expect(s3.requests.filter((line) => line.startsWith('PUT /images/incoming/'))).toHaveLength(1);
    await second.draft.discard();
    await third.draft.discard();
  });

  it('leaves nothing under incoming/ and no open upload, whatever became of the drafts', async () => {
    const { s3, archive } = open({ maxHeldBytes: 0 });
    const key = freshKey();
    const large = randomBytes(20 * 1024 * 1024);

    await keepWhole(archive, key, large);
    await keepWhole(archive, key, large);
    await keepWhole(archive, key, randomBytes(9 * 1024 * 1024));
    await keepWhole(archive, key, randomBytes(9));
    const draft = await archive.openDraft(permitFor('study.write'));
    await draft.write(large);
    await draft.discard();

    expect([...s3.objects.keys()].filter((name) => name.startsWith('incoming/'))).toEqual([]);
    expect(s3.uploads.size).toBe(0);
  });

  it.each([
    { byteLength: 100, completesConditionally: true },
    { byteLength: 9 * 1024 * 1024, completesConditionally: true },
    { byteLength: 9 * 1024 * 1024, completesConditionally: false },
  ])('tries again when two conditional writes met (%o)', async ({ byteLength, completesConditionally }) => {
    const { s3, archive } = open({ completesConditionally });
    const key = freshKey();
    const bytes = randomBytes(byteLength);
    s3.failNext(/^(PUT|POST) \/images\/studies/, 409, 'ConditionalRequestConflict');

    const outcome = await keepWhole(archive, key, bytes);

    expect(outcome).toBe('kept');
    expect((await readWhole(archive, key)).equals(bytes)).toBe(true);
  });

  it('answers archive-unavailable with Retry-After when it is throttled longer than it can wait', async () => {
    const { s3, archive } = open();
    for (let attempt = 0; attempt < 2; attempt += 1) s3.failNext(/^PUT \/images\/studies/, 503, 'SlowDown');

    const keeping = keepWhole(archive, freshKey(), randomBytes(10));

    await expect(keeping).rejects.toMatchObject({ code: 'archive-unavailable', headers: { 'Retry-After': '5' } });
  });

  it('never keeps a draft of which a part was lost', async () => {
    const { s3, archive } = open();
    for (let attempt = 0; attempt < 2; attempt += 1) s3.failNext(/^PUT \/images\/incoming/, 500, 'InternalError');
    const draft = await archive.openDraft(permitFor('study.write'));

    const writing = draft.write(randomBytes(9 * 1024 * 1024));

    await expect(writing).rejects.toMatchObject({ code: 'archive-unavailable' });
    await expect(draft.seal()).rejects.toThrow('failed');
    await draft.discard();
    expect(s3.uploads.size).toBe(0);
  });

  it('marks an instance before it can be seen, and leaves the mark when it takes the instance back', async () => {
    const { s3, archive } = open();
    const key = freshKey();
    const draft = await archive.openDraft(permitFor('study.write'));
    await sealAndKeep(draft, key);

    await draft.takeBack();

    expect(s3.requests[0]).toContain('unsettled/');
    expect(await listUnsettled(archive)).toEqual([key]);
  });

  it('takes a young mark for that of a request that still runs', async () => {
    const { archive } = open({ unsettledAfterSeconds: 60 });

    await keepWhole(archive, freshKey(), randomBytes(10));

    expect(await listUnsettled(archive)).toEqual([]);
  });

  it('settles many at once', async () => {
    const { archive } = open();
    const keys = Array.from({ length: 30 }, freshKey);
    for (const key of keys) await keepWhole(archive, key, randomBytes(10));

    await archive.settle(maintainPermit, keys);

    expect(await listUnsettled(archive)).toEqual([]);
  });
});
