import { DicomError } from '../dicom/dicom-error.ts';
import type { DicomJsonAttribute, DicomJsonValue } from '../dicom/dicom-json.ts';
import { implicitVr } from '../dicom/implicit-vr.ts';
import { tagToText } from '../dicom/tags.ts';
import { metadataLimits } from './metadata-limits.ts';
import { NativeDataSet, type ReadAttribute } from './native-data-set.ts';
import { refuseForeignGroup } from './read-dicom-json.ts';

export const nameGroups = ['Alphabetic', 'Ideographic', 'Phonetic'] as const;
export type NameGroup = (typeof nameGroups)[number];

/** One DicomAttribute as it is read (PS3.19 Table A.1.5-2). */
export class NativeAttribute {
  readonly #tag: string;
  readonly #privateCreator: string | undefined;
  readonly #vr: string;
  readonly #items: NativeDataSet[] = [];
  readonly #values = new Map<number, DicomJsonValue | (() => DicomJsonValue)>();
  #name: Partial<Record<NameGroup, string[]>> = {};
  #bulkDataUri: string | undefined;
  #inlineBinary: string | undefined;

  constructor(attributes: ReadonlyMap<string, string>) {
    const tag = attributes.get('tag') ?? '';
    if (!/^[0-9A-Fa-f]{8}$/.test(tag)) throw invalid('The tag of an attribute is not eight hexadecimal digits.');
    this.#tag = tag.toUpperCase();
    refuseForeignGroup(this.#tag);
    this.#privateCreator = attributes.get('privateCreator') || undefined;
    this.#vr = attributes.get('vr') ?? implicitVr(Number.parseInt(tag, 16), () => false);
  }

  addItem(): NativeDataSet {
    const item = new NativeDataSet();
    this.#items.push(item);
    return item;
  }

  addValue(text: string, number: string | undefined): void {
    this.#place(number, text === '' ? null : text);
  }

  openName(number: string | undefined): void {
    const groups: Partial<Record<NameGroup, string[]>> = {};
    this.#name = groups;
    this.#place(number, () => personName(groups));
  }

  setNameComponent(group: NameGroup, position: number, text: string): void {
    this.#name[group] ??= [];
    this.#name[group][position] = text;
  }

  setBulkDataUri(uri: string | undefined): void {
    if (uri === undefined) throw this.#invalid('has a BulkData without uri');
    this.#bulkDataUri = uri;
  }

  setInlineBinary(text: string): void {
    this.#inlineBinary = text.replace(/[ \t\r\n]/g, '');
  }

  whole(): ReadAttribute {
    return { tag: this.#tag, privateCreator: this.#privateCreator, json: this.#json() };
  }

  #json(): DicomJsonAttribute {
    const forms = [this.#items.length, this.#values.size, this.#bulkDataUri, this.#inlineBinary].filter(Boolean);
    if (forms.length > 1) throw this.#invalid('has values of more than one kind');
    const vr = this.#vr;
    if (this.#items.length > 0) return { vr, Value: this.#items.map(({ dicomJson }) => dicomJson) };
    if (this.#bulkDataUri !== undefined) return { vr, BulkDataURI: this.#bulkDataUri };
    if (this.#inlineBinary) return { vr, InlineBinary: this.#inlineBinary };
    return this.#values.size === 0 ? { vr } : { vr, Value: this.#orderedValues() };
  }

  /** Numbers count from 1, and empty values may be left out; no number costs more than the values that are there. */
  #place(number: string | undefined, value: DicomJsonValue | (() => DicomJsonValue)): void {
    const position = number === undefined ? this.#values.size + 1 : Number(number);
    const isSound = Number.isInteger(position) && position > 0 && position <= this.#values.size * 2 + maxLeftOut;
    if (!isSound || position > metadataLimits.maxMetadataValues)
      throw this.#invalid('has a value with an unsound number');
    if (this.#values.has(position)) throw this.#invalid('has two values of one number');
    this.#values.set(position, value);
  }

  #orderedValues(): DicomJsonValue[] {
    return Array.from({ length: greatestOf(this.#values.keys()) }, (_, index) => {
      const value = this.#values.get(index + 1) ?? null;
      return typeof value === 'function' ? value() : value;
    });
  }

  #invalid(what: string): DicomError {
    return invalid(`${tagToText(Number.parseInt(this.#tag, 16))} ${what}`);
  }
}

const maxLeftOut = 16;

/** Of many numbers, without laying them all on the stack. */
function greatestOf(numbers: Iterable<number>): number {
  let greatest = 0;
  for (const number of numbers) greatest = Math.max(greatest, number);
  return greatest;
}

/** PS3.5 6.2.1: components with `^` between them, those that are missing at the end left out. */
function personName(groups: Partial<Record<NameGroup, string[]>>): DicomJsonValue {
  const texts = Object.entries(groups).map(([group, components]): [string, string] => [
    group,
    Array.from(components, (component) => component ?? '').join('^'),
  ]);
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

const invalid = (message: string) => new DicomError('metadata-invalid', message);
