/**
 * Where in a text something that is written with digits can begin, found in one pass over all of it: most detectors look
 * for a number of so many digits, and most of a text has none. `masks[i]` has bit n set where exactly n digits stand from
 * `starts[i]` to the end of some run of digits, with the gaps between that people write into numbers.
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
/** Words of letters within a number are short: `AB 12 34 56 C`. */
const longestWord = 3;
/** Of the longest that is looked for, a French number in groups with room to spare. */
const farthest = 48;

/** Kinds of characters, by their code; what is none of these ends a number. */
const [digit, letter, gap] = [1, 2, 3] as const;
const kinds = new Uint8Array(0x10000);
for (const [kind, characters] of [
  [digit, '0123456789'],
  [letter, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'],
  [gap, ' .-/()+\u00a0\u202f\u2010\u2011\u2012\u2013\u2014\u2212'],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

const kindAt = (text: string, at: number): number => kinds[text.charCodeAt(at)] as number;

export function findNumberPlaces(text: string): NumberPlaces {
  const starts: number[] = [];
  const masks: number[] = [];
  let free = 0;
  for (let at = 0; at < text.length; at++) {
    if (kindAt(text, at) !== digit) continue;
    for (let start = firstStart(text, at, free); start <= at; start = nextStart(start, at)) {
      const mask = digitCounts(text, start);
      if (mask !== 0) {
        starts.push(start);
        masks.push(mask);
      }
    }
    while (at + 1 < text.length && kindAt(text, at + 1) === digit) at++;
    free = at + 1;
  }
  return { starts, masks };
}

/** Before a run of digits, a short word may belong to it: right before it (`AB12`), or with a gap between (`AB 12`). */
function firstStart(text: string, digits: number, free: number): number {
  let start = digits;
  while (start > free && digits - start < widestGap && kindAt(text, start - 1) === gap) start--;
  const word = start;
  while (start > free && word - start <= longestWord && kindAt(text, start - 1) === letter) start--;
  const isShort = word - start <= longestWord && (start === 0 || kindAt(text, start - 1) !== letter);
  return isShort && start < word && (start === 0 || kindAt(text, start - 1) !== digit) ? start : digits;
}

/** The word, and then the digits themselves. */
const nextStart = (start: number, digits: number): number => (start < digits ? digits : digits + 1);

function digitCounts(text: string, start: number): number {
  let mask = 0;
  let digits = 0;
  let letters = 0;
  let gaps = 0;
  const end = Math.min(text.length, start + farthest);
  for (let at = start; at < end; at++) {
    const kind = kindAt(text, at);
    if (kind === digit) {
      if (++digits > mostDigits) return mask;
      letters = 0;
      gaps = 0;
      continue;
    }
    if (digits >= fewestDigits) mask |= 1 << digits;
    if (kind === gap) {
      letters = 0;
      if (++gaps > widestGap) return mask;
    } else {
      gaps = 0;
      if (kind !== letter || ++letters > longestWord) return mask;
    }
  }
  return digits >= fewestDigits ? mask | (1 << digits) : mask;
}
