/**
 * Where in a text something that is written with digits can begin, found in one pass over all of it: most detectors look
 * for a number of so many digits, and most of a text has none. `masks[i]` has bit n set where exactly n digits stand from
 * `starts[i]` to the end of some word, with the gaps between that people write into numbers.
 */
export interface NumberPlaces {
  /** Ascending. */
  readonly starts: readonly number[];
  readonly masks: readonly number[];
}

/** A payment card has nineteen. */
const mostDigits = 19;
const fewestDigits = 5;
/** `+46 (0)8 …`: as many separators stand together at most. */
const widestGap = 3;
/** Of the longest that is looked for, a French number in groups with room to spare. */
const farthest = 48;

/** Kinds of characters; what is none of these ends a number. */
const [other, digit, letter, gap] = [0, 1, 2, 3] as const;

const kinds = new Uint8Array(128);
for (const [kind, characters] of [
  [digit, '0123456789'],
  [letter, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'],
  [gap, ' .-/()+'],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

function kindOf(code: number): number {
  if (code < 128) return kinds[code] as number;
  const isWideGap = code === 0xa0 || code === 0x202f || (code >= 0x2010 && code <= 0x2014) || code === 0x2212;
  return isWideGap ? gap : other;
}

export function findNumberPlaces(text: string): NumberPlaces {
  const starts: number[] = [];
  const masks: number[] = [];
  let before: number = other;
  for (let at = 0; at < text.length; at++) {
    const kind = kindOf(text.charCodeAt(at));
    if (mayBegin(kind, before)) {
      const mask = digitCounts(text, at);
      if (mask !== 0) {
        starts.push(at);
        masks.push(mask);
      }
    }
    before = kind;
  }
  return { starts, masks };
}

/** At the first character of a word, and at the first digit within one (`SSN212…`). */
function mayBegin(kind: number, before: number): boolean {
  if (kind === digit) return before !== digit;
  if (kind === letter) return before !== digit && before !== letter;
  return false;
}

/** Words of letters within a number are short: `AB 12 34 56 C`. */
const longestWord = 3;

function digitCounts(text: string, start: number): number {
  let mask = 0;
  let digits = 0;
  let letters = 0;
  let gaps = 0;
  const end = Math.min(text.length, start + farthest);
  for (let at = start; at < end; at++) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === digit) {
      if (++digits > mostDigits) break;
      letters = 0;
      gaps = 0;
      continue;
    }
    if (digits >= fewestDigits && gaps === 0) mask |= 1 << digits;
    if (kind === other) return mask;
    if (kind === gap && ++gaps > widestGap) return mask;
    if (kind === letter && ++letters > longestWord) return mask;
    if (kind === gap) letters = 0;
    else gaps = 0;
  }
  return digits >= fewestDigits && digits <= mostDigits ? mask | (1 << digits) : mask;
}
