import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { makeS3Client } from '../../shared/adapters/aws/make-s3-client.ts';
import { S3ImageArchive } from '../../shared/adapters/aws/s3-image-archive.ts';
import { S3Quarantine } from '../../shared/adapters/aws/s3-quarantine.ts';
import { imageArchiveContract } from '../contract/image-archive.contract.ts';
import { quarantineContract } from '../contract/quarantine.contract.ts';
import { type Radosgw, radosgwIsInstalled, startRadosgw } from './start-radosgw.ts';

const installed = radosgwIsInstalled();
if (!installed) {
  console.warn(
    'SKIPPED: no real S3 server was tested. Debian: apt-get install --no-install-recommends ceph-mon ceph-osd ceph-mgr radosgw ceph-common',
  );
}

describe.skipIf(!installed)('against radosgw', () => {
  let radosgw: Radosgw;

  beforeAll(async () => {
    radosgw = await startRadosgw();
  });

  afterAll(() => radosgw?.stop());

  async function makeBucket() {
    const { endpoint, accessKeyId, secretAccessKey } = radosgw;
    const credentials = { accessKeyId, secretAccessKey };
    const client = makeS3Client({ region: 'default', endpoint, forcePathStyle: true, credentials });
    const bucket = `images-${randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return { client, bucket };
  }

  async function openIn(maxHeldBytes: number) {
    const archive = new S3ImageArchive({
      ...(await makeBucket()),
      completesConditionally: false,
      unsettledAfterSeconds: 0,
      maxHeldBytes,
    });
    return { archive, dispose: () => archive.close() };
  }

  imageArchiveContract('the S3 archive', () => openIn(64 * 1024 * 1024));
  imageArchiveContract('the S3 archive without memory to spare', () => openIn(0));
  quarantineContract('the S3 quarantine', async () => {
    const quarantine = new S3Quarantine(await makeBucket());
    return { quarantine, dispose: () => quarantine.close() };
  });
});

it.skipIf(installed)('radosgw is not installed: nothing was tested against a real S3 server', ({ skip }) => skip());
