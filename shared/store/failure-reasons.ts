/**
 * Why an instance was not kept: Failure Reason (0008,1197), PS3.18 Table I.2-2 and PS3.7 Annex C. The codes marked
 * "ours" are declared in CONFORMANCE.md, as the standard demands; a change here is a change there.
 */
export const failureReasons = {
  /** PS3.7 C.4.2.1.x "Duplicate SOP Instance": other bytes, or another study, hold this SOP Instance UID. */
  duplicateSopInstance: 0x0111,
  /** "Refused: Not authorized": the site's policy does not let such an instance in; nothing of it is kept. */
  rejectedByGuard: 0x0124,
  /** "Referenced SOP Class not supported": a media directory (DICOMDIR) names files, it is not an instance. */
  sopClassNotSupported: 0x0122,
  /** "Refused: Out of Resources": larger than this gateway takes, or beyond a limit of its reader. */
  outOfResources: 0xa700,
  /** "Data Set does not match SOP Class" family, ours: the instance is not of the study in the URL. */
  studyMismatch: 0xa901,
  /** "Cannot understand": not a DICOM file, or its encoding breaks PS3.5 or PS3.10. */
  cannotUnderstand: 0xc000,
  /** Ours: without preamble and prefix it is no Part 10 file (PS3.10 7.1). */
  noPreamble: 0xc001,
  /** Ours: the file ends in the middle of an element. */
  truncated: 0xc002,
  /** Ours: Study, Series or SOP Instance UID or SOP Class UID missing, malformed or contradictory. */
  uidInvalid: 0xc003,
  /** Ours: a part that is not application/dicom. */
  notDicomPart: 0xc004,
  /** Ours: metadata that are no DICOM JSON or Native DICOM Model, or hold what their VR cannot. */
  metadataInvalid: 0xc005,
  /** Ours: a BulkDataURI that no part of the body has as its Content-Location; other places are not asked. */
  bulkMissing: 0xc006,
  /** Ours: one location for several values, or several parts for one that is no compressed pixel data. */
  bulkAmbiguous: 0xc007,
  /** Ours: bulk data of another media type, transfer syntax or shape than the metadata say. */
  bulkContradictory: 0xc008,
  /** Ours: parts of the body that no metadata point to. */
  bulkUnclaimed: 0xc009,
  /** Ours: the guard holds the instance for a reviewer; sending it again changes nothing. */
  heldByGuard: 0xc0d1,
  /** "Referenced transfer syntax not supported". */
  transferSyntaxNotSupported: 0xc122,
} as const;

/** Why a stored instance is not quite as sent, or not beyond doubt: Warning Reason (0008,1196). */
export const warningReasons = {
  /** PS3.18 Table I.2-2 "Coercion of Data Elements": the guard blanked identifiers; Original Attributes tell which elements. */
  redactedByGuard: 0xb000,
  /** Ours: stored as it came, and the guard has seen something that somebody should look at. */
  flaggedByGuard: 0xb0d1,
} as const;

export type FailureReason = (typeof failureReasons)[keyof typeof failureReasons];
