import { numberValues, tagValues, toLittleEndian } from './binary-values.ts';
import { isBulkValue } from './bulk-rule.ts';
import { type DecodeText, textDecoderFor } from './character-sets.ts';
import type { DataElement, DataSet, FragmentsElement, SequenceElement, ValueElement } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import type { DicomJson, DicomJsonAttribute, DicomJsonValue } from './dicom-json.ts';
import type { BulkValue } from './instance-header.ts';
import { findOwnDecoder } from './own-character-set.ts';
import { tags, tagToHex, tagToText } from './tags.ts';
import { textValues } from './text-values.ts';

export interface WrittenDataSet {
  readonly dicomJson: DicomJson;
  readonly bulk: Record<string, BulkValue>;
}

/** A data set in the DICOM JSON model (PS3.18 Annex F) with the places of what it only points to. */
export function writeDicomJson(dataSet: DataSet, maxValues: number): WrittenDataSet {
  const writer: Writer = { bulk: {}, valuesLeft: maxValues };
  const dicomJson = writeDataSet(dataSet, { path: '', decode: textDecoderFor([]), bigEndian: false }, writer);
  return { dicomJson, bulk: writer.bulk };
}

interface Writer {
  readonly bulk: Record<string, BulkValue>;
  valuesLeft: number;
}

/** What an element's meaning depends on besides itself. */
interface Surroundings {
  readonly path: string;
  readonly decode: DecodeText;
  readonly bigEndian: boolean;
}

/** Calls itself for items, at most as deep as the reader lets sequences nest. */
function writeDataSet(dataSet: DataSet, outside: Surroundings, writer: Writer): DicomJson {
  const surroundings = { ...outside, ...ownSurroundings(dataSet) };
  const attributes: Record<string, DicomJsonAttribute> = {};
  for (const element of inAscendingOrder(dataSet.elements)) {
    if ((element.tag & 0xffff) === 0) continue;
    attributes[tagToHex(element.tag)] = writeElement(element, surroundings, writer);
  }
  return attributes;
}

function ownSurroundings(dataSet: DataSet): { bigEndian: boolean; decode?: DecodeText } {
  const decode = findOwnDecoder(dataSet);
  return decode === undefined ? { bigEndian: dataSet.bigEndian } : { bigEndian: dataSet.bigEndian, decode };
}

/** A tag that is there twice can be read in two ways, so that guard and viewer might see different patients. */
function inAscendingOrder(elements: readonly DataElement[]): readonly DataElement[] {
  const isAscending = elements.every(({ tag }, index) => index === 0 || tag > (elements[index - 1]?.tag ?? 0));
  if (isAscending) return elements;
  const sorted = elements.toSorted((one, other) => one.tag - other.tag);
  const twice = sorted.find(({ tag }, index) => tag === sorted[index - 1]?.tag);
  if (twice !== undefined) throw new DicomError('element-duplicate', `${tagToText(twice.tag)} is there twice`);
  return sorted;
}

function writeElement(element: DataElement, surroundings: Surroundings, writer: Writer): DicomJsonAttribute {
  if (element.kind === 'sequence') return writeSequence(element, surroundings, writer);
  if (element.kind === 'fragments') return writeFragments(element, surroundings, writer);
  const { vr } = element.representation;
  if (element.length === 0) return { vr };
  if (element.bytes === undefined || isBulkValue(element.tag, element.representation, element.length)) {
    return pointTo(element.tag, { vr, offset: element.offset, length: element.length }, { surroundings, writer });
  }
  return writeValue(element, element.bytes, { surroundings, writer });
}

interface Place {
  readonly surroundings: Surroundings;
  readonly writer: Writer;
}

function pointTo(tag: number, bulk: BulkValue, { surroundings, writer }: Place): DicomJsonAttribute {
  const path = surroundings.path + tagToHex(tag);
  writer.bulk[path] = bulk;
  return { vr: bulk.vr, BulkDataURI: path };
}

function writeValue(element: ValueElement, bytes: Buffer, { surroundings, writer }: Place): DicomJsonAttribute {
  const { vr, kind, width } = element.representation;
  if (kind === 'bytes') return { vr, InlineBinary: base64(bytes, surroundings.bigEndian ? width : 1) };
  if (element.tag === tags.specificCharacterSet) return { vr, Value: ['ISO_IR 192'] };
  const values = valuesOf(element, bytes, surroundings);
  spend(writer, element.tag, values.length);
  return values.length === 0 ? { vr } : values.length === 1 && values[0] === null ? { vr } : { vr, Value: values };
}

function valuesOf(element: ValueElement, bytes: Buffer, { bigEndian, decode }: Surroundings): DicomJsonValue[] {
  const { kind } = element.representation;
  if (kind === 'number') return numberValues(element, bytes, bigEndian);
  if (kind === 'tag') return tagValues(bytes, bigEndian);
  return textValues(bytes, kind, decode);
}

function base64(bytes: Buffer, width: number): string {
  return (width === 1 ? bytes : toLittleEndian(bytes, width)).toString('base64');
}

function spend(writer: Writer, tag: number, count: number): void {
  writer.valuesLeft -= count;
  if (writer.valuesLeft >= 0) return;
  throw new DicomError('too-many-values', `the values up to ${tagToText(tag)} are more than an instance may hold`);
}

function writeSequence(element: SequenceElement, surroundings: Surroundings, writer: Writer): DicomJsonAttribute {
  if (element.items.length === 0) return { vr: 'SQ' };
  const path = surroundings.path + tagToHex(element.tag);
  return {
    vr: 'SQ',
    Value: element.items.map((item, index) =>
      writeDataSet(item, { ...surroundings, path: `${path}.${index}.` }, writer),
    ),
  };
}

function writeFragments(element: FragmentsElement, surroundings: Surroundings, writer: Writer): DicomJsonAttribute {
  const { fragments, offset, representation } = element;
  const last = fragments.at(-1);
  const length = last === undefined ? 0 : last.offset + last.length - offset;
  const ranges = fragments.map((fragment) => ({ offset: fragment.offset, length: fragment.length }));
  const bulk = { vr: representation.vr, offset, length, fragments: ranges };
  return pointTo(element.tag, bulk, { surroundings, writer });
}
