import { createHash } from 'node:crypto';
import type { Finding } from '../../shared/guard/finding.ts';
import type { QuarantineEntry } from '../../shared/ports/quarantine.ts';
import { freshUid } from './fresh-uid.ts';

const finding: Finding = {
  rule: 'identifier-in-free-text',
  detector: 'us-ssn',
  verdict: 'quarantine',
  mode: 'enforce',
  carrier: 'text',
  path: '00104000',
  keyword: 'PatientComments',
  offset: 12,
  length: 11,
  score: 0.9,
  fingerprint: 'f'.repeat(64),
  shape: '999-99-9999',
};

/** What the guard would say of these bytes if they were an instance with a finding in its comments. */
export function quarantineEntry(bytes: Uint8Array, wishes: Partial<QuarantineEntry> = {}): QuarantineEntry {
  return {
    id: createHash('sha256').update(bytes).digest('hex'),
    kind: 'held',
    heldAt: '2030-01-02T03:04:05.678Z',
    key: { studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() },
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    byteLength: bytes.length,
    sender: { subject: 'a-subject', clientId: 'a-router' },
    inspection: {
      verdict: 'quarantine',
      policyHash: 'a'.repeat(64),
      burnedInRisk: 'unknown',
      findings: [finding],
      findingCount: 1,
    },
    ...wishes,
  };
}
