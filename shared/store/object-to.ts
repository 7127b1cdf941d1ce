import type { Authorized } from '../access/authorize.ts';
import { encodeSidecar } from '../dicom/sidecar.ts';
import type { Gateway } from '../gateway.ts';
import type { Admission } from '../guard/admission.ts';
import type { Inspected } from '../guard/inspect-instance.ts';
import type { Inspection } from '../guard/inspection.ts';
import type { QuarantineEntry, QuarantineKind } from '../ports/quarantine.ts';
import { failureReasons } from './failure-reasons.ts';
import { guardComment } from './guard-comment.ts';
import { type ReceivedInstance, receiveInstance } from './receive-instance.ts';
import { redactedBytes } from './redacted-bytes.ts';
import type { RefusedInstance } from './store-outcome.ts';

/** What the guard's objection leaves to be kept: nothing, or a copy without what it objected to. */
export type Objection =
  | RefusedInstance
  | {
      readonly kind: 'redacted';
      readonly redacted: ReceivedInstance;
      readonly admission: Admission;
      /** Of the instance before it was redacted. */
      readonly inspection: Inspection;
    };

interface ObjectedInstance {
  readonly instance: ReceivedInstance;
  readonly inspected: Inspected;
}

type StorePermit = Authorized<'study.write' | 'dlp.review'>;

/** Carries out the verdict: reject leaves nothing, quarantine holds the bytes for a reviewer, redact keeps a copy. */
export async function objectTo(permit: StorePermit, objected: ObjectedInstance, gateway: Gateway): Promise<Objection> {
  const { verdict } = objected.inspected.inspection;
  if (verdict === 'reject') return rejected(objected);
  if (verdict === 'redact') return redact(permit, objected, gateway);
  return hold(permit, objected, gateway);
}

function rejected({ instance, inspected: { inspection } }: ObjectedInstance): RefusedInstance {
  const refusal = { reason: failureReasons.rejectedByGuard, comment: guardComment('rejected', inspection) };
  return { kind: 'refused', refusal, named: nameOf(instance), inspection };
}

/** Durable in the quarantine before the sender hears of it: nothing that was sent is lost. */
async function hold(permit: StorePermit, objected: ObjectedInstance, gateway: Gateway): Promise<RefusedInstance> {
  const { instance, inspected } = objected;
  const { inspection } = inspected;
  await holdBytes(permit, { ...objected, kind: 'held' }, gateway);
  const refusal = { reason: failureReasons.heldByGuard, comment: guardComment('quarantined', inspection) };
  return { kind: 'refused', refusal, named: nameOf(instance), inspection, heldAs: instance.sha256 };
}

/**
 * A copy that the guard admits is kept, and the bytes as they came are in the vault before it. The copy says when it was
 * made: at the first hold of these bytes, so that sending them again makes the same copy.
 */
async function redact(permit: StorePermit, objected: ObjectedInstance, gateway: Gateway): Promise<Objection> {
  const now = new Date().toISOString();
  const copy = await redactedCopy(permit, { ...objected, redactedAt: now }, gateway);
  if (copy === undefined) return hold(permit, objected, gateway);
  const { heldAt } = await holdBytes(permit, { ...objected, kind: 'pristine', heldAt: now }, gateway);
  if (heldAt === now) return copy;
  await copy.redacted.draft.discard();
  const again = await redactedCopy(permit, { ...objected, redactedAt: heldAt }, gateway);
  if (again === undefined) throw new Error('a redacted copy was admitted once and not again');
  return again;
}

type Redacted = Exclude<Objection, RefusedInstance>;

/** Read and inspected as if it had been sent so; undefined where the guard has something against the copy too. */
async function redactedCopy(
  permit: StorePermit,
  { instance, inspected, redactedAt }: ObjectedInstance & { readonly redactedAt: string },
  gateway: Gateway,
): Promise<Redacted | undefined> {
  const bytes = redactedBytes(instance, inspected.redactions, redactedAt);
  const redacted = await receiveInstance(permit, { bytes, partHeaders: [] }, gateway);
  if (redacted.kind === 'refused') return undefined;
  if (redacted.admittance.kind === 'admitted') {
    const { inspection } = inspected;
    const sidecar = encodeSidecar(redacted.header, inspection);
    return {
      kind: 'redacted',
      redacted: { ...redacted, sidecar },
      admission: redacted.admittance.admission,
      inspection,
    };
  }
  await redacted.draft.discard();
  return undefined;
}

function holdBytes(
  permit: StorePermit,
  wish: ObjectedInstance & { readonly kind: QuarantineKind; readonly heldAt?: string },
  { quarantine }: Gateway,
) {
  const { instance, inspected, kind, heldAt = new Date().toISOString() } = wish;
  const { header, sha256, byteLength, draft } = instance;
  const { subject, clientId } = permit.caller;
  const entry: QuarantineEntry = {
    id: sha256,
    kind,
    heldAt,
    key: header.key,
    sopClassUid: header.sopClassUid,
    byteLength,
    sender: { subject, clientId },
    inspection: inspected.inspection,
  };
  return quarantine.hold(permit, entry, draft.readSealed());
}

const nameOf = ({ header }: ReceivedInstance) => ({ key: header.key, sopClassUid: header.sopClassUid });
