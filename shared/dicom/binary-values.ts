import type { ValueElement } from './data-element.ts';
import { tagToHex } from './tags.ts';

/** The numbers of an element (PS3.5 6.2) in the byte order of its data set; bytes that make no whole number are left out. */
export function numberValues({ representation }: ValueElement, bytes: Buffer, bigEndian: boolean): (number | string)[] {
  const read = readers[representation.vr];
  if (read === undefined) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = Math.floor(bytes.length / representation.width);
  return Array.from({ length: count }, (_, index) => read(view, index * representation.width, !bigEndian));
}

/** AT values as eight hex digits (PS3.18 F.2.3). */
export function tagValues(bytes: Buffer, bigEndian: boolean): string[] {
  const word = (at: number) => (bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  const count = Math.floor(bytes.length / 4);
  return Array.from({ length: count }, (_, index) => tagToHex(word(index * 4) * 0x10000 + word(index * 4 + 2)));
}

/** PS3.18 F.2.7 with PS3.5 7.3: words are turned to little endian, whatever the file has. */
export function toLittleEndian(bytes: Buffer, width: number): Buffer {
  const turned = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % width)));
  if (width === 2) return turned.swap16();
  if (width === 4) return turned.swap32();
  return width === 8 ? turned.swap64() : turned;
}

type ReadNumber = (view: DataView, at: number, littleEndian: boolean) => number | string;

const readers: Readonly<Record<string, ReadNumber>> = {
  FD: (view, at, littleEndian) => finite(view.getFloat64(at, littleEndian)),
  FL: (view, at, littleEndian) => finite(view.getFloat32(at, littleEndian)),
  SL: (view, at, littleEndian) => view.getInt32(at, littleEndian),
  SS: (view, at, littleEndian) => view.getInt16(at, littleEndian),
  SV: (view, at, littleEndian) => exact(view.getBigInt64(at, littleEndian)),
  UL: (view, at, littleEndian) => view.getUint32(at, littleEndian),
  US: (view, at, littleEndian) => view.getUint16(at, littleEndian),
  UV: (view, at, littleEndian) => exact(view.getBigUint64(at, littleEndian)),
};

/** JSON has no word for NaN and the infinities, and JSON.stringify would make them null without a word. */
const finite = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

const exact = (value: bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};
