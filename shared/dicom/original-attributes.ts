import type { Encoding } from './element-header.ts';
import { valueRepresentations } from './value-representations.ts';

/** Where (0400,0561) Original Attributes Sequence stands in a file, or would stand. */
export interface OriginalAttributesPlace {
  /** For an item at the end of the sequence that is there, or for the whole element where there is none. */
  readonly insertAt: number;
  /** Of the sequence that is there and says its length: where the 32 bits stand, and what they say. */
  readonly statedLength?: { readonly at: number; readonly length: number };
  readonly isThere: boolean;
  readonly encoding: Encoding;
}

/** PS3.3 C.12.1.1.9: what was changed at the top level of a data set; the old values are left out. */
export interface ModifiedAttributes {
  /** Ascending. */
  readonly attributes: readonly ModifiedAttribute[];
  readonly modifiedAt: Date;
}

export interface ModifiedAttribute {
  readonly tag: number;
  readonly vr: string;
  /** PS3.5 7.8.1: what a private tag is nothing without. */
  readonly privateCreator?: { readonly tag: number; readonly value: string };
}

/** Bytes that replace `length` bytes at `offset`; of none, where they are inserted. */
export interface Patch {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

const originalAttributesSequence = 0x04000561;

/** One more item in (0400,0561), made where it is missing: sorted by offset, none overlapping another. */
export function originalAttributesPatches(place: OriginalAttributesPlace, modified: ModifiedAttributes): Patch[] {
  const { insertAt, statedLength, isThere, encoding } = place;
  const item = itemOf(originalAttributesItem(modified, encoding), encoding);
  if (!isThere)
    return [{ offset: insertAt, length: 0, bytes: element(originalAttributesSequence, 'SQ', item, encoding) }];
  const insertion = { offset: insertAt, length: 0, bytes: item };
  if (statedLength === undefined) return [insertion];
  return [
    { offset: statedLength.at, length: 4, bytes: unsigned32(statedLength.length + item.length, encoding) },
    insertion,
  ];
}

function originalAttributesItem({ attributes, modifiedAt }: ModifiedAttributes, encoding: Encoding): Buffer {
  return Buffer.concat([
    element(0x04000550, 'SQ', itemOf(emptyAttributes(attributes, encoding), encoding), encoding),
    textElement(0x04000562, 'DT', dateTime(modifiedAt), encoding),
    textElement(0x04000563, 'LO', 'Portcullis', encoding),
    element(0x04000564, 'LO', Buffer.alloc(0), encoding),
    textElement(0x04000565, 'CS', 'COERCE', encoding),
  ]);
}

/** In ascending order, the creator of a private block once, unless it was changed itself. */
function emptyAttributes(attributes: readonly ModifiedAttribute[], encoding: Encoding): Buffer {
  const creators = attributes.flatMap(({ privateCreator }) => privateCreator ?? []);
  const elements = new Map(
    creators.map(({ tag, value }): [number, Buffer] => [tag, textElement(tag, 'LO', value, encoding)]),
  );
  for (const { tag, vr } of attributes) elements.set(tag, element(tag, vr, Buffer.alloc(0), encoding));
  return Buffer.concat([...elements].toSorted(([one], [other]) => one - other).map(([, bytes]) => bytes));
}

/** PS3.5 6.2: `YYYYMMDDHHMMSS.FFFFFF&ZZXX`, in UTC. */
function dateTime(moment: Date): string {
  const digits = moment.toISOString().replace(/[-:TZ]/g, '');
  return `${digits}000+0000`;
}

function textElement(tag: number, vr: string, text: string, encoding: Encoding): Buffer {
  const padded = text.length % 2 === 0 ? text : `${text} `;
  return element(tag, vr, Buffer.from(padded, 'latin1'), encoding);
}

function element(tag: number, vr: string, value: Uint8Array, encoding: Encoding): Buffer {
  return Buffer.concat([tagBytes(tag, encoding), lengthBytes(vr, value.length, encoding), value]);
}

const itemTag = 0xfffee000;

function itemOf(content: Uint8Array, encoding: Encoding): Buffer {
  return Buffer.concat([tagBytes(itemTag, encoding), unsigned32(content.length, encoding), content]);
}

function lengthBytes(vr: string, length: number, encoding: Encoding): Buffer {
  if (!encoding.explicit) return unsigned32(length, encoding);
  const isLong = valueRepresentations.get(vr)?.hasLongLength !== false;
  if (isLong) return Buffer.concat([Buffer.from(vr), Buffer.alloc(2), unsigned32(length, encoding)]);
  return Buffer.concat([Buffer.from(vr), unsigned16(length, encoding)]);
}

function tagBytes(tag: number, encoding: Encoding): Buffer {
  return Buffer.concat([unsigned16(tag >>> 16, encoding), unsigned16(tag & 0xffff, encoding)]);
}

function unsigned16(value: number, { bigEndian }: Encoding): Buffer {
  const bytes = Buffer.alloc(2);
  if (bigEndian) bytes.writeUInt16BE(value);
  else bytes.writeUInt16LE(value);
  return bytes;
}

function unsigned32(value: number, { bigEndian }: Encoding): Buffer {
  const bytes = Buffer.alloc(4);
  if (bigEndian) bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}
