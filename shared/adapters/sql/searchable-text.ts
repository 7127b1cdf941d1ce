/** Before, between and after the values of a searchable column. Never part of a value: control characters are dropped. */
export const boundary = '\u001f';

/** How much of one value can be found. LO ends at 64, a name's group at 64; only broken values are longer. */
const maxSearchableLength = 192;
const maxValues = 16;
/** Suffixes are cut here: long enough to be rare, short enough to be many. */
const maxTermLength = 20;
const maxAnchoredTermLength = 80;

/** A column's content: each value between boundaries, so that patterns can be tied to start and end of a value. */
export function searchableColumn(values: readonly string[]): string {
  const kept = [...new Set(values.map(bounded))].filter((value) => value !== '').slice(0, maxValues);
  return kept.length === 0 ? '' : `${boundary}${kept.join(boundary)}${boundary}`;
}

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

/** Every place where a piece of a column can begin; `*SMITH*` is then a range of terms, in any database. */
export function termsOf(column: string): readonly string[] {
  const characters = Array.from(column);
  const terms = new Set<string>();
  for (let start = 0; start < characters.length - 1; start++) {
    const length = characters[start] === boundary ? maxAnchoredTermLength : maxTermLength;
    terms.add(characters.slice(start, start + length).join(''));
  }
  return [...terms];
}

/** The range of terms in which every occurrence of `piece` lies. */
export function termRange(piece: string): { readonly from: string; readonly to: string; readonly isExact: boolean } {
  const characters = Array.from(piece);
  const longest = characters[0] === boundary ? maxAnchoredTermLength : maxTermLength;
  const from = characters.slice(0, longest).join('');
  return { from, to: `${from}\u{10FFFF}`, isExact: characters.length <= longest };
}

function bounded(value: string): string {
  return Array.from(value.slice(0, maxSearchableLength * 2))
    .slice(0, maxSearchableLength)
    .join('')
    .toWellFormed()
    .trim();
}

function withoutControls(value: string): string {
  return value.slice(0, maxSearchableLength * 2).replace(/\p{Cc}/gu, ' ');
}
