import type { ByteRange } from './byte-range.ts';
import type { OriginalAttributesPlace } from './original-attributes.ts';

/** One value of an instance with its bytes, wherever it stands: in a sequence, a private block, the file meta information. */
export interface CarriedValue extends ByteRange {
  /** Tags with item numbers between: `00081030`, `00400275.0.00400007`. */
  readonly path: string;
  readonly tag: number;
  readonly vr: string;
  /** Of PS3.6; empty for private and unknown attributes. */
  readonly keyword: string;
  /** PS3.5 7.8.1, without padding; missing for standard attributes and where a private block has no creator. */
  readonly privateCreator?: string;
  /** The whole value, or its beginning where `isCut`. */
  readonly bytes: Buffer;
  /** More of the value is in the file than was kept. */
  readonly isCut: boolean;
  /** Decoded with the character set that holds there; missing for VRs that are not text. Padding is kept. */
  readonly text?: string;
  /** Each character of `text` is one byte: then a character's place in the file is known. */
  readonly isByteForByte: boolean;
}

/**
 * PS3.5 8.2: what a compressed frame carries before its picture: a marker segment (APPn, COM), or a box around a codestream.
 * Its range is that of the payload, without marker and length, with item headers where it lies across fragments.
 */
export interface CarriedSegment extends ByteRange {
  /** Of the pixel data: `7FE00010`, or of an icon's `00880200.0.7FE00010`. */
  readonly path: string;
  /** Counted from 1, as fragments lie in the file. */
  readonly fragment: number;
  /** `APP1`, `COM`, `xml`, `uuid`, as the codec's standard names it. */
  readonly marker: string;
  /** The whole payload, or its beginning where the path is in `cut`. */
  readonly bytes: Buffer;
}

/** What an instance carries besides its picture and single numbers: all that an identifier, or a program, could hide in. */
export interface InstanceContent {
  /** 128 bytes, as received. */
  readonly preamble: Buffer;
  /** Offsets then count in the file with its data set inflated, so nothing can be blanked in place. */
  readonly isDeflated: boolean;
  /** Texts and bytes of group 0002, in file order; no single numbers. */
  readonly fileMeta: readonly CarriedValue[];
  /** Texts, bytes and tables of numbers of the data set at any depth, in file order; no single numbers, no pictures, nothing empty. */
  readonly values: readonly CarriedValue[];
  /** In file order; of equal ones only the first. */
  readonly segments: readonly CarriedSegment[];
  /** Paths of Icon Image Sequences (PS3.3 C.7.6.1.1.6) that have items: pictures of the picture. */
  readonly icons: readonly string[];
  readonly originalAttributes: OriginalAttributesPlace;
  /** Paths of values and segments that there was no room for, in whole or in part; at most a hundred. */
  readonly cut: readonly string[];
}
