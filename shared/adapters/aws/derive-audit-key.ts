import { createSecretKey } from 'node:crypto';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { auditUnavailable } from '../../audit/audit-unavailable.ts';
import type { AuditKey } from '../../audit/hash-chain.ts';

/** What the key is for; another text would be another key, and every record sealed before would look forged. */
const purpose = new TextEncoder().encode('portcullis audit trail 1');

/**
 * The trail's secret, drawn from a KMS key that nobody can read or replace: the same at each start, and nowhere at
 * rest. Without it nothing can be recorded, so nothing can be answered.
 */
export async function deriveAuditKey(keyArn: string, kms = new KMSClient()): Promise<AuditKey> {
  const { Mac: mac } = await kms
    .send(new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: purpose }))
    .catch((cause: unknown) => {
      throw auditUnavailable(cause);
    });
  if (mac?.byteLength !== 32) throw auditUnavailable('KMS gave no HMAC of 32 bytes; is this an HMAC_256 key?');
  return createSecretKey(mac);
}
