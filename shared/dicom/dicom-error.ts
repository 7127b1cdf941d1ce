/** Every way a Part 10 file can be refused by the reader; the store verb maps each to a failure reason. */
export type DicomErrorCode =
  | 'not-dicom'
  | 'no-preamble'
  | 'file-meta-invalid'
  | 'transfer-syntax-missing'
  | 'transfer-syntax-unknown'
  | 'media-directory'
  | 'truncated'
  | 'trailing-bytes'
  | 'element-invalid'
  | 'element-duplicate'
  | 'sequence-invalid'
  | 'too-deep'
  | 'too-many-elements'
  | 'too-many-items'
  | 'too-many-values'
  | 'header-too-large'
  | 'text-too-large'
  | 'deflate-invalid'
  | 'inflated-too-large'
  | 'parse-time-exceeded'
  | 'uid-missing'
  | 'uid-invalid'
  | 'uid-conflict'
  | 'metadata-invalid'
  | 'bulk-missing'
  | 'bulk-ambiguous'
  | 'bulk-contradictory'
  | 'pixel-data-inconsistent';

/** The message names a tag and the rule that was broken; it never holds a value read from the file. */
export class DicomError extends Error {
  override readonly name = 'DicomError';
  readonly code: DicomErrorCode;

  constructor(code: DicomErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
