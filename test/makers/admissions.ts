import { createSecretKey } from 'node:crypto';
import type { InstanceContent } from '../../shared/dicom/instance-content.ts';
import type { InstanceHeader } from '../../shared/dicom/instance-header.ts';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { type Admission, admit } from '../../shared/guard/admission.ts';
import { allDetectors } from '../../shared/guard/all-detectors.ts';
import type { Evidence } from '../../shared/guard/evidence.ts';
import { createGuard, type Guard } from '../../shared/guard/guard.ts';
import { loadPolicy } from '../../shared/guard/policy/load-policy.ts';
import { makeCt } from './make-ct.ts';

/** The shipped baseline under a key that is nobody's. */
export const testGuard: Guard = guardWith(undefined);

export function guardWith(policyText: string | undefined): Guard {
  const policy = loadPolicy(policyText, { detectors: allDetectors });
  return createGuard({ policy, fingerprintKey: createSecretKey(Buffer.alloc(32, 3)) });
}

/** What the guard would be shown of these bytes. */
export async function evidenceOf(bytes: Uint8Array, partHeaders: readonly string[] = []): Promise<Evidence> {
  const reader = new Part10Reader({ capture: true });
  await reader.push(Uint8Array.from(bytes));
  const header: InstanceHeader = await reader.finish();
  const content: InstanceContent = reader.content();
  return { header, content, partHeaders };
}

let harmless: Promise<Evidence> | undefined;

/** For tests of archives, which keep any bytes: the guard's word on a harmless image, for the bytes of this hash. */
export async function admissionFor(sha256: string): Promise<Admission> {
  harmless ??= evidenceOf(makeCt().bytes);
  const admittance = await admit(testGuard, await harmless, sha256);
  if (admittance.kind !== 'admitted') throw new Error('the guard objects to a harmless image');
  return admittance.admission;
}
