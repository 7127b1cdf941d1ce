/** How the elements of a data set are laid out as bytes (PS3.5 7.1). */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

export const explicitLittleEndian: Encoding = { explicit: true, bigEndian: false };
export const implicitLittleEndian: Encoding = { explicit: false, bigEndian: false };
export const explicitBigEndian: Encoding = { explicit: true, bigEndian: true };

/** A tag is eight hex digits. `length` and `reserved` may lie, and `vr` may be any two letters: that is the purpose. */
export interface ValueElement {
  readonly kind: 'value';
  readonly tag: string;
  readonly vr: string;
  readonly value: ElementValue;
  readonly length?: number;
  readonly reserved?: number;
}

/** Text is UTF-8 and padded to even length; bytes are written as they are; numbers get the width of the VR. */
export type ElementValue = string | Uint8Array | readonly number[] | readonly bigint[];

export interface SequenceElement {
  readonly kind: 'sequence';
  readonly tag: string;
  readonly vr: string;
  readonly items: readonly (readonly ElementSpec[])[];
  readonly undefinedLength: boolean;
  readonly undefinedItemLength: boolean;
  readonly endDelimiter: boolean;
}

/** Encapsulated pixel data: the first fragment is the Basic Offset Table (PS3.5 A.4). */
export interface FragmentsElement {
  readonly kind: 'fragments';
  readonly tag: string;
  readonly vr: string;
  readonly fragments: readonly Uint8Array[];
  readonly endDelimiter: boolean;
}

/** Bytes put in place untouched, whatever they mean. */
export interface RawElement {
  readonly kind: 'raw';
  readonly bytes: Uint8Array;
}

export type ElementSpec = ValueElement | SequenceElement | FragmentsElement | RawElement;

export const element = (
  tag: string,
  vr: string,
  value: ElementValue,
  lies: Pick<ValueElement, 'length' | 'reserved'> = {},
): ValueElement => ({ kind: 'value', tag, vr, value, ...lies });

export const sequence = (
  tag: string,
  items: readonly (readonly ElementSpec[])[],
  shape: Partial<Pick<SequenceElement, 'vr' | 'undefinedLength' | 'undefinedItemLength' | 'endDelimiter'>> = {},
): SequenceElement => ({
  kind: 'sequence',
  tag,
  items,
  vr: shape.vr ?? 'SQ',
  undefinedLength: shape.undefinedLength ?? false,
  undefinedItemLength: shape.undefinedItemLength ?? shape.undefinedLength ?? false,
  endDelimiter: shape.endDelimiter ?? true,
});

export const fragments = (parts: readonly Uint8Array[], endDelimiter = true): FragmentsElement => ({
  kind: 'fragments',
  tag: '7FE00010',
  vr: 'OB',
  fragments: parts,
  endDelimiter,
});

export const raw = (bytes: Uint8Array): RawElement => ({ kind: 'raw', bytes });

const undefinedLength = 0xffffffff;
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

/** The elements as bytes, in the given order: this writer sorts nothing and checks nothing. */
export function encodeElements(elements: readonly ElementSpec[], encoding: Encoding): Buffer {
  return Buffer.concat(elements.map((each) => encodeElement(each, encoding)));
}

function encodeElement(spec: ElementSpec, encoding: Encoding): Buffer {
  if (spec.kind === 'raw') return Buffer.from(spec.bytes);
  if (spec.kind === 'sequence') return encodeSequence(spec, encoding);
  if (spec.kind === 'fragments') return encodeFragments(spec, encoding);
  const bytes = encodeValue(spec, encoding);
  return Buffer.concat([elementHeader(spec, spec.length ?? bytes.length, encoding), bytes]);
}

/** PS3.5 7.1.2 and 7.1.3: tag, VR and length, without the value. */
export function elementHeader(
  { tag, vr, reserved = 0 }: { readonly tag: string; readonly vr: string; readonly reserved?: number },
  length: number,
  encoding: Encoding,
): Buffer {
  const tagBytes = encodeTag(tag, encoding);
  if (!encoding.explicit) return Buffer.concat([tagBytes, unsigned(length, 4, encoding)]);
  const vrBytes = Buffer.from(vr, 'latin1');
  if (!longVrs.has(vr)) return Buffer.concat([tagBytes, vrBytes, unsigned(length & 0xffff, 2, encoding)]);
  return Buffer.concat([tagBytes, vrBytes, unsigned(reserved, 2, encoding), unsigned(length, 4, encoding)]);
}

function encodeTag(tag: string, encoding: Encoding): Buffer {
  const group = unsigned(Number.parseInt(tag.slice(0, 4), 16), 2, encoding);
  return Buffer.concat([group, unsigned(Number.parseInt(tag.slice(4), 16), 2, encoding)]);
}

function unsigned(value: number, width: 2 | 4, { bigEndian }: Encoding): Buffer {
  const bytes = Buffer.alloc(width);
  if (bigEndian) bytes.writeUIntBE(value, 0, width);
  else bytes.writeUIntLE(value, 0, width);
  return bytes;
}

function encodeValue({ vr, value }: ValueElement, encoding: Encoding): Buffer {
  if (typeof value === 'string') return padded(Buffer.from(value, 'utf8'), vr === 'UI' ? 0x00 : 0x20);
  if (value instanceof Uint8Array) return Buffer.from(value);
  return Buffer.concat([...value].map((each) => encodeNumber(vr, each, encoding.bigEndian)));
}

function padded(bytes: Buffer, filler: number): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(filler)]);
}

const numberWidths: Readonly<Record<string, number>> = { AT: 4, FD: 8, FL: 4, OD: 8, OF: 4, OL: 4, SL: 4, UL: 4 };

function encodeNumber(vr: string, value: number | bigint, bigEndian: boolean): Buffer {
  const view = new DataView(new ArrayBuffer(8));
  const width = typeof value === 'bigint' ? 8 : (numberWidths[vr] ?? 2);
  if (typeof value === 'bigint') view.setBigInt64(0, BigInt.asIntN(64, value), !bigEndian);
  else setNumber(view, { vr, value, littleEndian: !bigEndian });
  return Buffer.from(view.buffer, 0, width);
}

interface NumberToSet {
  readonly vr: string;
  readonly value: number;
  readonly littleEndian: boolean;
}

function setNumber(view: DataView, { vr, value, littleEndian }: NumberToSet): void {
  if (vr === 'AT') setTag(view, value, littleEndian);
  else if (vr === 'FD' || vr === 'OD') view.setFloat64(0, value, littleEndian);
  else if (vr === 'FL' || vr === 'OF') view.setFloat32(0, value, littleEndian);
  else if (numberWidths[vr] === 4) view.setUint32(0, value >>> 0, littleEndian);
  else view.setUint16(0, value & 0xffff, littleEndian);
}

function setTag(view: DataView, tag: number, littleEndian: boolean): void {
  view.setUint16(0, tag >>> 16, littleEndian);
  view.setUint16(2, tag & 0xffff, littleEndian);
}

const itemHeader = (tag: string, length: number, encoding: Encoding): Buffer =>
  Buffer.concat([encodeTag(tag, encoding), unsigned(length, 4, encoding)]);

function encodeSequence(spec: SequenceElement, encoding: Encoding): Buffer {
  const items = Buffer.concat(spec.items.map((item) => encodeItem(item, spec, encoding)));
  const length = spec.undefinedLength ? undefinedLength : items.length;
  const parts = [elementHeader(spec, length, encoding), items];
  if (spec.undefinedLength && spec.endDelimiter) parts.push(itemHeader('FFFEE0DD', 0, encoding));
  return Buffer.concat(parts);
}

function encodeItem(item: readonly ElementSpec[], spec: SequenceElement, encoding: Encoding): Buffer {
  const content = encodeElements(item, encoding);
  if (!spec.undefinedItemLength) return Buffer.concat([itemHeader('FFFEE000', content.length, encoding), content]);
  const end = itemHeader('FFFEE00D', 0, encoding);
  return Buffer.concat([itemHeader('FFFEE000', undefinedLength, encoding), content, end]);
}

function encodeFragments(spec: FragmentsElement, encoding: Encoding): Buffer {
  const parts = [elementHeader(spec, undefinedLength, encoding)];
  for (const fragment of spec.fragments) {
    parts.push(itemHeader('FFFEE000', fragment.length, encoding), Buffer.from(fragment));
  }
  if (spec.endDelimiter) parts.push(itemHeader('FFFEE0DD', 0, encoding));
  return Buffer.concat(parts);
}
