/** PS3.18 F.2.2: a person name's component groups. */
export interface PersonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

export type DicomJsonValue = string | number | null | PersonName | DicomJson;

/** PS3.18 F.2.2: one attribute; at most one of Value, BulkDataURI, InlineBinary is there. */
export interface DicomJsonAttribute {
  readonly vr: string;
  readonly Value?: readonly DicomJsonValue[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}

/** PS3.18 Annex F: attributes by their eight upper-case hex digits, ascending. */
export interface DicomJson {
  readonly [tag: string]: DicomJsonAttribute;
}
