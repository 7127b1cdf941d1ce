import { createHash } from 'node:crypto';
import { type AttributePath, isItem, tagInDataSet } from '../../dicom/attribute-path.ts';
import type { DicomJson, DicomJsonValue } from '../../dicom/dicom-json.ts';
import type { SearchLevel } from '../../ports/search-query.ts';
import { matchingOfVr, type SearchKey } from '../../search/search-key.ts';
import { dateText, nameValues, numberText, timeText } from './attribute-values.ts';
import { offsetOf, utcDateTimeText } from './moments.ts';
import { plainText, searchableValue } from './searchable-text.ts';

/** More values of one key in one instance are not found; only broken data has them. */
const maxValues = 64;

/**
 * Keys inside sequences that are the standard's own: their values have columns, and lie here too because demands on one
 * sequence must be met by one item (PS3.4 C.2.2.2.6).
 */
export const itemKeys: readonly SearchKey[] = ['00400009', '00401001'].map((tag) => ({
  name: `00400275.${tag}`,
  level: 'series',
  path: [{ tag: '00400275' }, { tag }],
  vr: 'SH',
}));

/** Below zero, so that no tag has it; odd where the owner is a series. By name, so that every host knows the same number. */
export function keyNumber({ name, level }: Pick<SearchKey, 'name' | 'level'>): number {
  const hash = createHash('sha256').update(name).digest().readUInt32BE() >>> 4;
  return -(2 * (hash + 1) + (level === 'series' ? 1 : 0));
}

/** One value: before it, for each sequence around it, the numbers of the items down to there. */
type Entry = readonly string[];

/**
 * A row's values of all keys of its level, as JSON: what is in the tables of text is made from it, and what one item must
 * hold is checked on it.
 */
export function extendedColumn(dicomJson: DicomJson, level: SearchLevel, keys: readonly SearchKey[]): string {
  const members = [...itemKeys, ...keys].flatMap((key) => {
    const entries = key.level === level ? entriesOf(dicomJson, key) : [];
    return entries.length === 0 ? [] : [[String(keyNumber(key)), entries] as const];
  });
  return JSON.stringify(Object.fromEntries(members));
}

/** What the tables of text hold of such a column: each value once. */
export function extendedTexts(column: string): readonly { readonly attribute: number; readonly value: string }[] {
  if (column === '' || column === '{}') return [];
  const keys = JSON.parse(column) as Readonly<Record<string, readonly Entry[]>>;
  return Object.entries(keys).flatMap(([number, entries]) => {
    if (numbersOfItemKeys.has(number)) return [];
    const values = new Set(entries.map((entry) => entry.at(-1) ?? ''));
    return [...values].map((value) => ({ attribute: Number(number), value }));
  });
}

const numbersOfItemKeys: ReadonlySet<string> = new Set(itemKeys.map((key) => String(keyNumber(key))));

function entriesOf(dicomJson: DicomJson, { path, vr }: SearchKey): readonly Entry[] {
  const offset = offsetOf(dicomJson);
  const entries: Entry[] = [];
  for (const { items, value } of valuesAlong(dicomJson, path)) {
    for (const text of searchableTexts(value, vr, offset)) entries.push([...items, text]);
    if (entries.length >= maxValues) break;
  }
  return entries.slice(0, maxValues);
}

interface PlacedValue {
  readonly items: readonly string[];
  readonly value: DicomJsonValue;
}

/** Calls itself for items, as often as the path has steps. */
function* valuesAlong(
  dicomJson: DicomJson,
  path: AttributePath,
  items: readonly string[] = [],
): Generator<PlacedValue> {
  const [step, ...inner] = path;
  const tag = step && tagInDataSet(dicomJson, step);
  const values = (tag === undefined ? undefined : dicomJson[tag]?.Value) ?? [];
  for (const [index, value] of values.entries()) {
    if (inner.length === 0) yield { items, value };
    else if (isItem(value)) yield* valuesAlong(value, inner, [...items, [...items.slice(-1), index].join('.')]);
  }
}

function searchableTexts(value: DicomJsonValue, vr: string, offset: number | undefined): readonly string[] {
  return textsByMatching(value, vr, offset)
    .map(searchableValue)
    .filter((text) => text !== '');
}

function textsByMatching(value: DicomJsonValue, vr: string, offset: number | undefined): readonly string[] {
  const matching = matchingOfVr(vr);
  if (matching === 'name') return nameValues(value);
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const text = plainText(String(value));
  switch (matching) {
    case 'date':
      return [dateText(text)];
    case 'time':
      return [timeText(text)];
    case 'date-time':
      return [utcDateTimeText(text, offset)];
    case 'number':
      return [numberText(text)];
    default:
      return [text];
  }
}
