import type { DicomError, DicomErrorCode } from '../dicom/dicom-error.ts';
import { type FailureReason, failureReasons } from './failure-reasons.ts';
import type { Refusal } from './store-outcome.ts';

const { cannotUnderstand, noPreamble, outOfResources, transferSyntaxNotSupported, truncated, uidInvalid } =
  failureReasons;

/** Every way an instance can fail to be read, as the number that its sender gets. */
const reasonOf: Readonly<Record<DicomErrorCode, FailureReason>> = {
  'not-dicom': cannotUnderstand,
  'no-preamble': noPreamble,
  'file-meta-invalid': cannotUnderstand,
  'transfer-syntax-missing': cannotUnderstand,
  'transfer-syntax-unknown': transferSyntaxNotSupported,
  'media-directory': failureReasons.sopClassNotSupported,
  truncated,
  'trailing-bytes': cannotUnderstand,
  'element-invalid': cannotUnderstand,
  'element-duplicate': cannotUnderstand,
  'sequence-invalid': cannotUnderstand,
  'too-deep': outOfResources,
  'too-many-elements': outOfResources,
  'too-many-items': outOfResources,
  'too-many-values': outOfResources,
  'header-too-large': outOfResources,
  'text-too-large': outOfResources,
  'deflate-invalid': cannotUnderstand,
  'inflated-too-large': outOfResources,
  'parse-time-exceeded': outOfResources,
  'uid-missing': uidInvalid,
  'uid-invalid': uidInvalid,
  'uid-conflict': uidInvalid,
  'metadata-invalid': failureReasons.metadataInvalid,
  'bulk-missing': failureReasons.bulkMissing,
  'bulk-ambiguous': failureReasons.bulkAmbiguous,
  'bulk-contradictory': failureReasons.bulkContradictory,
  'pixel-data-inconsistent': cannotUnderstand,
};

/** The reader's words name a tag and a rule, never a value, so the sender may have them. */
export function refusalOf({ code, message }: DicomError): Refusal {
  return { reason: reasonOf[code], comment: message };
}
