import type { ByteRange } from '../byte-range.ts';
import type { DataElement, DataSet, ValueElement } from '../data-element.ts';
import { tagToText } from '../tags.ts';
import { isTextKind } from '../value-representations.ts';
import type { Piece } from './bulk-source.ts';
import { elementHead, itemEnd, itemHead, sequenceEnd, undefinedLength } from './element-bytes.ts';

/** Reads what was only located; offsets count in the file with its data set inflated. */
export type ReadValue = (range: ByteRange) => AsyncIterable<Uint8Array>;

/**
 * Elements as they were read, in Explicit VR Little Endian: every value keeps its bytes, but for the order of those of big
 * endian numbers. Group lengths are left away, for they would be wrong (PS3.5 7.2).
 */
export function layOutElements({ elements, bigEndian }: DataSet, read: ReadValue): Piece[] {
  return elements.flatMap((element) => layOutElement(element, { bigEndian, read }));
}

interface Source {
  readonly bigEndian: boolean;
  readonly read: ReadValue;
}

function layOutElement(element: DataElement, source: Source): Piece[] {
  if ((element.tag & 0xffff) === 0) return [];
  if (element.kind === 'value') return layOutValue(element, source);
  if (element.kind === 'sequence') return layOutSequence(element.tag, element.items, source.read);
  throw new Error(`${tagToText(element.tag)} holds fragments, which are no value`);
}

function layOutSequence(tag: number, items: readonly DataSet[], read: ReadValue): Piece[] {
  if (items.length === 0) return [elementHead(tag, 'SQ', 0)];
  const pieces: Piece[] = [elementHead(tag, 'SQ', undefinedLength)];
  for (const item of items) pieces.push(itemHead(undefinedLength), ...layOutElements(item, read), itemEnd);
  return [...pieces, sequenceEnd];
}

function layOutValue(element: ValueElement, source: Source): Piece[] {
  const { tag, representation, length } = element;
  const padding = length % 2 === 0 ? [] : [Buffer.of(isTextKind(representation.kind) ? 0x20 : 0)];
  return [elementHead(tag, representation.vr, length + padding.length), littleEndianValue(element, source), ...padding];
}

function littleEndianValue({ offset, length, bytes, representation }: ValueElement, source: Source): Piece {
  const width = source.bigEndian ? representation.width : 1;
  if (bytes !== undefined) return width === 1 ? bytes : turned(bytes, width);
  const open = () => source.read({ offset, length });
  return { byteLength: length, open: width === 1 ? open : () => turnedBytes(open(), width) };
}

/** PS3.5 7.3: the bytes of each number the other way round. What is left over is no number. */
function turned(bytes: Uint8Array, width: number): Buffer {
  const whole = bytes.length - (bytes.length % width);
  const copy = Buffer.from(bytes);
  for (let at = 0; at < whole; at += width) copy.subarray(at, at + width).reverse();
  return copy;
}

/** The same of a stream, whose chunks may end inside of a number. */
export async function* turnedBytes(bytes: AsyncIterable<Uint8Array>, width: number): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = joined.length - (joined.length % width);
    yield turned(joined.subarray(0, whole), width);
    rest = Buffer.from(joined.subarray(whole));
  }
  if (rest.length > 0) yield rest;
}
