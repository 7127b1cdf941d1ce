import type { ByteWindow } from './byte-window.ts';
import { DicomError } from './dicom-error.ts';
import { tagToText } from './tags.ts';
import { type ValueRepresentation, valueRepresentations } from './value-representations.ts';

/** How elements are laid out (PS3.5 7.1). */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

export const implicitLittleEndian: Encoding = { explicit: false, bigEndian: false };

export interface ElementHeader {
  readonly tag: number;
  readonly representation: ValueRepresentation;
  /** `undefinedLength` where delimiters end the value. */
  readonly length: number;
  readonly byteLength: number;
  /** How the items of its value are laid out. */
  readonly inside: Encoding;
}

export const undefinedLength = 0xffffffff;

/** The longest element header: tag, VR, two reserved bytes, 32 bits of length. */
const longHeaderBytes = 12;
const shortHeaderBytes = 8;

/** Tag, VR and length at the window's start; `undefined` until enough bytes have come (PS3.5 7.1.2, 7.1.3). */
export function findElementHeader(
  window: ByteWindow,
  encoding: Encoding,
  implicitVr: (tag: number) => string,
): ElementHeader | undefined {
  if (!window.has(shortHeaderBytes)) return undefined;
  const tag = window.tag(0, encoding.bigEndian);
  if (encoding.explicit) return explicitHeader(window, { tag, encoding, implicitVr });
  const length = window.unsigned32(4, false);
  return {
    tag,
    representation: representationOf(implicitVr(tag)),
    length,
    byteLength: shortHeaderBytes,
    inside: encoding,
  };
}

interface ExplicitStart {
  readonly tag: number;
  readonly encoding: Encoding;
  readonly implicitVr: (tag: number) => string;
}

function explicitHeader(window: ByteWindow, start: ExplicitStart): ElementHeader | undefined {
  const { tag, encoding } = start;
  const representation = explicitRepresentation(window, tag);
  if (!representation.hasLongLength) {
    const length = window.unsigned16(6, encoding.bigEndian);
    return { tag, representation, length, byteLength: shortHeaderBytes, inside: encoding };
  }
  if (!window.has(longHeaderBytes)) return undefined;
  const length = window.unsigned32(8, encoding.bigEndian);
  if (representation === unknown) return unknownHeader(start, length);
  return { tag, representation, length, byteLength: longHeaderBytes, inside: encoding };
}

/**
 * PS3.5 6.2.2: a value written as UN is laid out as in implicit VR little endian, and who knows the attribute knows its VR.
 * Not to look would let a patient's name pass the guard and the index as mere bytes.
 */
function unknownHeader({ tag, encoding, implicitVr }: ExplicitStart, length: number): ElementHeader {
  const representation = encoding.bigEndian ? unknown : representationOf(implicitVr(tag));
  return { tag, representation, length, byteLength: longHeaderBytes, inside: implicitLittleEndian };
}

/** PS3.5 6.2.2: a VR of two capital letters that is not known is laid out like UN, with a length of 32 bits. */
function explicitRepresentation(window: ByteWindow, tag: number): ValueRepresentation {
  const letters = window.unsigned16(4, true);
  const known = representationByLetters.get(letters);
  if (known !== undefined) return known;
  if (isCapital(letters >> 8) && isCapital(letters & 0xff)) return unknown;
  throw new DicomError('element-invalid', `${tagToText(tag)} has no value representation of two capital letters`);
}

export const isCapital = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;

export function representationOf(vr: string): ValueRepresentation {
  return valueRepresentations.get(vr) ?? unknown;
}

const unknown = valueRepresentations.get('UN') as ValueRepresentation;

const representationByLetters: ReadonlyMap<number, ValueRepresentation> = new Map(
  [...valueRepresentations].map(([vr, each]) => [vr.charCodeAt(0) * 256 + vr.charCodeAt(1), each]),
);
