import { Readable } from 'node:stream';
import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { deriveSecretKey } from '../../../shared/adapters/aws/derive-secret-key.ts';

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The real client up to the network, where KMS would answer. */
function kmsAnswering(statusCode: number, answer: object) {
  const asked: Asked[] = [];
  const requestHandler = {
    handle: async (request: Sent) => {
      asked.push({ headers: request.headers, body: new TextDecoder().decode(request.body) });
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      return { response: { statusCode, headers, body: Readable.from([Buffer.from(JSON.stringify(answer))]) } };
    },
    destroy: () => undefined,
  };
  const credentials = { accessKeyId: 'synthetic', secretAccessKey: 'synthetic' };
  const kms = new KMSClient({ region: 'eu-central-1', credentials, requestHandler, maxAttempts: 1 });
  return { asked, kms };
}

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/0';

describe('a key drawn from KMS', () => {
  it('is what KMS says to always the same question', async () => {
    const mac = Buffer.alloc(32, 9);
    const { kms, asked } = kmsAnswering(200, { Mac: mac.toString('base64') });

    const first = await deriveSecretKey(keyArn, 'auditTrail', kms);
    await deriveSecretKey(keyArn, 'auditTrail', kms);

    expect(first.export()).toEqual(mac);
    expect(asked[0]?.headers['x-amz-target']).toBe('TrentService.GenerateMac');
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256' });
    expect(asked[1]?.body).toBe(asked[0]?.body);
  });

  it('is another for another purpose', async () => {
    const { kms, asked } = kmsAnswering(200, { Mac: Buffer.alloc(32, 9).toString('base64') });

    await deriveSecretKey(keyArn, 'auditTrail', kms);
    await deriveSecretKey(keyArn, 'guardFingerprints', kms);

    expect(JSON.parse(asked[0]?.body ?? '').Message).not.toBe(JSON.parse(asked[1]?.body ?? '').Message);
  });

  it('is not there for the guard where KMS refuses, so that nothing is inspected without it', async () => {
    const { kms } = kmsAnswering(400, { __type: 'AccessDeniedException', message: 'not you' });

    const derived = deriveSecretKey(keyArn, 'guardFingerprints', kms);

    await expect(derived).rejects.toMatchObject({ code: 'quarantine-unavailable', status: 503 });
  });

  it.each([
    ['KMS refuses', 400, { __type: 'AccessDeniedException', message: 'not you' }],
    ['KMS gives something shorter', 200, { Mac: Buffer.alloc(16).toString('base64') }],
    ['KMS gives nothing', 200, {}],
  ])('is not there, and so nothing can be recorded, where %s', async (_case, statusCode, answer) => {
    const { kms } = kmsAnswering(statusCode, answer);

    const derived = deriveSecretKey(keyArn, 'auditTrail', kms);

    await expect(derived).rejects.toMatchObject({ code: 'audit-unavailable', status: 503 });
  });
});
