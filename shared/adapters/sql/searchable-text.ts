/** Before, between and after the values of a searchable column. Never part of a value: control characters are dropped. */
export const boundary = '\u001f';

/** Before a name's ideographic and phonetic group where it is to be told from the others; never part of a value either. */
export const groupMarkers = ['', '\u001d', '\u001e'] as const;

/** How much of one value can be found. LO ends at 64, a name's group at 64; only broken values are longer. */
const maxSearchableLength = 192;
const maxValues = 16;
/** All values of a column together; a key of PostgreSQL holds at most 2,704 bytes. */
const maxColumnLength = 600;
/** Suffixes are cut here: longer pieces are rare enough to be told apart by the column itself. */
const maxSuffixLength = 20;

/** A column's content: each value between boundaries, so that patterns can be tied to start and end of a value. */
export function searchableColumn(values: readonly string[]): string {
  const kept = [...new Set(values.map(bounded))].filter((value) => value !== '').slice(0, maxValues);
  while (kept.join(boundary).length > maxColumnLength) kept.pop();
  return kept.length === 0 ? '' : `${boundary}${kept.join(boundary)}${boundary}`;
}

/** One value, as long as values can be found. */
export const searchableValue = (text: string): string => bounded(text);

export const valuesOf = (column: string): readonly string[] => column.split(boundary).filter((value) => value !== '');

/** PS3.4 C.2.2.2.1: text other than names matches exactly; spaces around it are padding (PS3.5 6.2). */
export function plainText(value: string): string {
  return withoutControls(value).trim();
}

/** PS3.4 C.2.2.2.1: names may match whatever their case and accents; empty components at the end say nothing. */
export function nameText(value: string): string {
  return foldedLetters(withoutControls(value))
    .replace(/\s+/g, ' ')
    .replace(/ ?\^ ?/g, '^')
    .replace(/[\^ ]+$/, '')
    .trim();
}

/** Upper case without accents: `Müller` and `MULLER` are one name. */
export function foldedLetters(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()
    .normalize('NFC');
}

/** A word with the separators before it, and all of the column that comes before both. */
export interface PlacedWord {
  readonly word: string;
  readonly preceding: string;
}

/** What separates words in names and descriptions. */
export const separators: readonly string[] = [boundary, '^', ' ', '-'];
/** The same inside the brackets of a regular expression. */
export const separatorClass = separators.join('');

const placedWord = new RegExp(`[${separatorClass}]+[^${separatorClass}]*(?:${boundary}$)?`, 'g');

/** A value that ends with a word gives it its boundary, so that the end of a value can be asked for. */
export function wordsOf(column: string): readonly PlacedWord[] {
  const words: PlacedWord[] = [];
  let preceding = '';
  for (const value of valuesOf(column)) {
    for (const word of `${boundary}${value}${boundary}`.match(placedWord) ?? []) {
      words.push({ word, preceding });
      preceding += word;
    }
  }
  return words;
}

/** Every place where a piece of a word can begin; `*SMITH*` is then a range of suffixes, in any database. */
export function suffixesOf(word: string): readonly string[] {
  const characters = Array.from(word);
  return [...new Set(characters.map((_, start) => characters.slice(start, start + maxSuffixLength).join('')))];
}

export interface TextRange {
  readonly from: string;
  readonly to: string;
}

/** The range of suffixes in which every word with this piece has one. */
export function suffixRange(piece: string): TextRange {
  return prefixRange(Array.from(piece).slice(0, maxSuffixLength).join(''));
}

/** Everything that begins so: no searchable text holds U+10FFFF, the last of all characters. */
export function prefixRange(prefix: string): TextRange {
  return { from: prefix, to: `${prefix}\u{10FFFF}` };
}

/** Where in the order of answers a date stands, as a number for ascending keys; what has no date comes last. */
export const negativeDate = (date: string): number => -Number(date);

function bounded(value: string): string {
  return Array.from(value.slice(0, maxSearchableLength * 2))
    .slice(0, maxSearchableLength)
    .join('')
    .toWellFormed()
    .trim();
}

/** Noncharacters go too (Unicode 23.7: never interchanged), so that U+10FFFF can close a range. */
function withoutControls(value: string): string {
  return value.slice(0, maxSearchableLength * 2).replace(/[\p{Cc}\p{Noncharacter_Code_Point}]/gu, ' ');
}
