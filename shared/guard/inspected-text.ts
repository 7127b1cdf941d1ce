import type { ByteRange } from '../dicom/byte-range.ts';

/** In which kind of place a text was found; the policy and the reports name it. */
export const carriers = [
  'text',
  'uid',
  'printable-bytes',
  'file-meta',
  'preamble',
  'document',
  'certificate',
  'frame-segment',
  'padding',
  'part-header',
] as const;
export type Carrier = (typeof carriers)[number];

/** Where a text lies; none of it is a value of the instance, so all of it may be told. */
export interface Place {
  readonly carrier: Carrier;
  /** `00081030`, `00400275.0.00400007`, `00020016`, `7FE00010`; `preamble` and `part-header` outside of elements. */
  readonly path: string;
  /** Two letters; empty outside of elements. */
  readonly vr: string;
  /** Of PS3.6 for the last tag of the path; empty for private and unknown attributes. */
  readonly keyword: string;
  /** Which part of the value: `page 2`, `frame 3, COM segment`, `subject`. Never text of the instance. */
  readonly detail?: string;
  /** PS3.5 7.8.1: whose private element it is; it is a value, so the policy may match it but no report tells it. */
  readonly privateCreator?: string;
  /** Of the value in the file; missing where the text is not the value's own bytes (inside a PDF, a deflated data set). */
  readonly bytes?: ByteRange;
}

/** One text that detectors look at. */
export interface InspectedText {
  readonly place: Place;
  readonly text: string;
  /** Each character is one byte of `place.bytes`, in order: a character can be blanked in the file. */
  readonly isByteForByte: boolean;
}
