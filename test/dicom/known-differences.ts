export interface Reading {
  readonly vr: string;
  readonly values: readonly unknown[];
  /** Of a value that is only pointed to. */
  readonly byteLength?: number;
}

export interface Difference {
  readonly tag: string;
  readonly ours: Reading | undefined;
  readonly theirs: Reading | undefined;
}

type Explains = (ours: Reading, theirs: Reading, tag: string) => boolean;

const binary = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);
const widths: Readonly<Record<string, number>> = { FD: 8, FL: 4, SL: 4, SS: 2, SV: 8, UL: 4, US: 2, UV: 8 };
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';
const asText = (values: readonly unknown[]): string => values.map((each) => String(each ?? '')).join('\\');
const withoutPadding = (text: string): string => text.replaceAll('\0', '').trim();
const trimmed = (values: readonly unknown[]): string =>
  values.map((each) => withoutPadding(String(each ?? ''))).join('\\');

/** Where dcmjs and Portcullis read the same bytes differently, and which rule makes ours what it is. */
const knownDifferences: Readonly<Record<string, Explains>> = {
  'an empty value has no Value (PS3.18 F.2.5)': (ours, theirs) =>
    ours.values.length === 0 &&
    ours.byteLength === undefined &&
    theirs.values.every((each) => isEmpty(each) || each === 0),
  'an empty value among others is null (PS3.18 F.2.5)': (ours, theirs) =>
    ours.values.includes(null) &&
    JSON.stringify(ours.values) === JSON.stringify(theirs.values.map((each) => (isEmpty(each) ? null : each))),
  'AT is written in hex (PS3.18 F.2.3)': ({ vr, values }, theirs) =>
    vr === 'AT' && values.every((each, index) => Number.parseInt(String(each), 16) === theirs.values[index]),
  'padding is no part of a value (PS3.5 6.2)': ({ vr, values }, theirs) =>
    !binary.has(vr) && vr !== 'PN' && trimmed(values) === trimmed(theirs.values),
  'a number padded with NUL is a number': ({ vr, values }, theirs) =>
    (vr === 'IS' || vr === 'DS') &&
    values.every((each) => typeof each === 'number') &&
    theirs.values.every((each) => each === null),
  'text that is no number stays text': ({ vr, values }, theirs) =>
    (vr === 'IS' || vr === 'DS') &&
    values.some((each) => Number.isNaN(Number(each))) &&
    theirs.values.every((each) => each === null || typeof each === 'number'),
  'an empty character set is the default one, not UTF-8 (PS3.3 C.12.1.1.2)': (ours, theirs, tag) =>
    tag === '00080005' && ours.values.length === 0 && asText(theirs.values) === 'ISO_IR 192',
  'empty trailing components of a name say nothing (PS3.5 6.2.1.2)': ({ vr, values }, theirs) =>
    vr === 'PN' && JSON.stringify(values) === JSON.stringify(withoutEmptyComponents(theirs.values)),
  'ST, LT and UT have one value, whatever it holds (PS3.5 6.2)': ({ vr, values }, theirs) =>
    ['ST', 'LT', 'UT'].includes(vr) && withoutPadding(asText(values)) === withoutPadding(asText(theirs.values)),
  'Pixel Representation chooses between US and SS (PS3.5 A.1)': (ours, theirs) =>
    ours.vr === 'SS' &&
    theirs.vr === 'US' &&
    ours.values.every((each, index) => (Number(each) & 0xffff) === theirs.values[index]),
  'elements 10 to FF of a private group name its creator (PS3.5 7.8.1)': (ours, theirs, tag) =>
    ours.vr === 'LO' && theirs.vr !== 'LO' && /^...[13579BDF]00[1-9A-F][0-9A-F]$/.test(tag),
  'an empty item is an item (PS3.18 F.2.5)': (ours, theirs) =>
    ours.vr === 'SQ' && ours.values.filter((item) => !isEmptyItem(item)).length === theirs.values.length,
  'items of a sequence written as UN are in implicit VR (PS3.5 6.2.2)': (ours, theirs) =>
    ours.vr === 'SQ' && ours.values.some((item, index) => isReadAsUnknown(item, theirs.values[index])),
  'words are little endian in JSON (PS3.18 F.2.7)': ({ vr, values }, theirs) =>
    vr === 'OW' && values.length === 1 && asText(values) === asText(theirs.values.map(withWordsTurned)),
  'a fragment is no frame: dcmjs joins some (PS3.5 A.4)': ({ vr, values }, theirs) =>
    binary.has(vr) && values.length > 0 && values.join('') === theirs.values.join(''),
  'large values are pointed to (PS3.18 F.2.6)': ({ vr, byteLength }, theirs) =>
    byteLength !== undefined && [byteLength, byteLength - 1].includes(lengthOf(vr, theirs.values)),
  'JSON text is UTF-8 (PS3.18 F.2)': (ours, _theirs, tag) => tag === '00080005' && asText(ours.values) === 'ISO_IR 192',
};

/** The rule that accounts for a difference, if one does. */
export function explain({ tag, ours, theirs }: Difference): string | undefined {
  if (ours === undefined) return tag.endsWith('0000') ? 'group lengths are left out (PS3.18 F.2.2)' : undefined;
  if (theirs === undefined) return undefined;
  return Object.entries(knownDifferences).find(([, explains]) => explains(ours, theirs, tag))?.[0];
}

const isEmptyItem = (item: unknown): boolean => Object.keys(item ?? {}).length === 0;

/** Read in the wrong VR, an item begins with an element of unknown VR. */
export function isReadAsUnknown(ours: unknown, theirs: unknown): boolean {
  const [tag = '', first] = Object.entries((theirs ?? {}) as Record<string, Reading>)[0] ?? [];
  const own = ((ours ?? {}) as Record<string, Reading>)[tag];
  return first?.vr === 'UN' && own !== undefined && own.vr !== 'UN';
}

function withWordsTurned(hex: unknown): string {
  const bytes = Buffer.from(String(hex), 'hex');
  return bytes.length % 2 === 0 ? bytes.swap16().toString('hex') : '';
}

function withoutEmptyComponents(names: readonly unknown[]): unknown[] {
  const cleaned = names.map(cleanName);
  return cleaned.length === 1 && cleaned[0] === null ? [] : cleaned;
}

function cleanName(name: unknown): unknown {
  if (typeof name !== 'object' || name === null) return isEmpty(name) ? null : { Alphabetic: clean(String(name)) };
  const groups = Object.entries(name).map(([key, group]) => [key, clean(String(group))]);
  const filled = groups.filter(([, group]) => group !== '');
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

const clean = (group: string): string => group.replaceAll('\0', '').replace(/[\^ ]+$/, '');

function lengthOf(vr: string, values: readonly unknown[]): number {
  const width = widths[vr];
  if (width !== undefined) return values.length * width;
  if (!binary.has(vr)) return asText(values).length;
  return values.reduce<number>((sum, each) => sum + String(each).length / 2, 0);
}
