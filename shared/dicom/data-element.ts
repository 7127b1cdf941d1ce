import type { ByteRange } from './byte-range.ts';
import type { ValueRepresentation } from './value-representations.ts';

/** One element as it lies in the file, its value not yet understood. */
export type DataElement = ValueElement | SequenceElement | FragmentsElement;

/** `bytes` is absent for a bulk value, of which only the place is known. */
export interface ValueElement extends ByteRange {
  readonly kind: 'value';
  readonly tag: number;
  readonly representation: ValueRepresentation;
  readonly bytes: Buffer | undefined;
}

export interface SequenceElement {
  readonly kind: 'sequence';
  readonly tag: number;
  readonly items: DataSet[];
}

/** PS3.5 A.4: the value's range runs from the first item header to the end of the last fragment. */
export interface FragmentsElement {
  readonly kind: 'fragments';
  readonly tag: number;
  readonly representation: ValueRepresentation;
  readonly offset: number;
  readonly offsetTable: Buffer;
  readonly fragments: readonly Fragment[];
}

/** The first four bytes tell whether a compressed frame begins here. */
export interface Fragment extends ByteRange {
  readonly firstWord: number;
}

export interface DataSet {
  readonly elements: DataElement[];
  readonly bigEndian: boolean;
}
