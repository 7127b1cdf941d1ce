import { createSecretKey, type KeyObject } from 'node:crypto';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { auditUnavailable } from '../../audit/audit-unavailable.ts';
import { GatewayError } from '../../errors.ts';

/** Another text would be another key: every record sealed before would look forged, every fingerprint be unknown. */
const purposes = {
  auditTrail: { text: 'portcullis audit trail 1', unavailable: auditUnavailable },
  guardFingerprints: { text: 'portcullis guard fingerprints 1', unavailable: guardUnavailable },
} as const;

/**
 * A secret drawn from a KMS key that nobody can read or replace: the same at each start, and nowhere at rest. Without
 * the trail's nothing can be recorded, so nothing can be answered; without the guard's nothing can be inspected.
 */
export async function deriveSecretKey(
  keyArn: string,
  purpose: keyof typeof purposes,
  kms = new KMSClient(),
): Promise<KeyObject> {
  const { text, unavailable } = purposes[purpose];
  const Message = new TextEncoder().encode(text);
  const { Mac: mac } = await kms
    .send(new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message }))
    .catch((cause: unknown) => {
      throw unavailable(cause);
    });
  if (mac?.byteLength !== 32) throw unavailable('KMS gave no HMAC of 32 bytes; is this an HMAC_256 key?');
  return createSecretKey(mac);
}

function guardUnavailable(cause: unknown): GatewayError {
  return new GatewayError('quarantine-unavailable', 'The guard has no key to work with; try again later.', {
    cause,
    headers: { 'Retry-After': '5' },
  });
}
