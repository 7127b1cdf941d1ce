import type { Authorized } from '../access/authorize.ts';
import type { Evidence } from './evidence.ts';
import type { Guard } from './guard.ts';
import { type Inspected, inspectInstance } from './inspect-instance.ts';
import type { Inspection } from './inspection.ts';
import { isAtLeast } from './verdict.ts';

const witness: unique symbol = Symbol('admitted');

/**
 * Proof that the guard has looked at an instance and lets it in. The archive keeps nothing without one, and its key is
 * private to this file, so a way past the guard does not compile.
 */
export interface Admission {
  readonly [witness]: true;
  /** Of the bytes that are let in, 64 hex digits: an admission opens no door for others. */
  readonly sha256: string;
  readonly inspection: Inspection;
}

export type Admittance =
  | { readonly kind: 'admitted'; readonly admission: Admission }
  | { readonly kind: 'objected'; readonly inspected: Inspected };

/** The guard's question to every instance; `sha256` is that of its bytes as they are to be kept. */
export async function admit(guard: Guard, evidence: Evidence, sha256: string): Promise<Admittance> {
  const inspected = await inspectInstance(guard, evidence);
  if (isAtLeast(inspected.inspection.verdict, 'redact')) return { kind: 'objected', inspected };
  return { kind: 'admitted', admission: { [witness]: true, sha256, inspection: inspected.inspection } };
}

/** A reviewer's override: the guard looks again and is overruled, unless the policy would not even hold such an instance. */
export async function admitReleased(
  _permit: Authorized<'dlp.review'>,
  { guard, evidence }: { readonly guard: Guard; readonly evidence: Evidence },
  sha256: string,
): Promise<Admittance> {
  const inspected = await inspectInstance(guard, evidence);
  if (inspected.inspection.verdict === 'reject') return { kind: 'objected', inspected };
  return { kind: 'admitted', admission: { [witness]: true, sha256, inspection: inspected.inspection } };
}

/** Archives ask this before a name is given to bytes. */
export function assertAdmits(admission: Admission, sha256: string): void {
  if (admission.sha256 !== sha256) throw new Error('an admission was used for other bytes than the guard has seen');
}
