import { type DigitRuns, digit, kindOfCode } from './landmarks.ts';

/**
 * Where in a text something that is written with digits can begin: most detectors look for a number of so many digits, and
 * most of a text has none.
 */
export interface NumberPlaces {
  /** Ascending. */
  readonly starts: Int32Array;
  /** Bit n: exactly n digits stand from here to the end of some run of digits, with the gaps that people write between. */
  readonly masks: Int32Array;
  /**
   * How many digits stand here together, 0 where letters come first; and `withinWord` besides where it is within a word, a
   * dotted number such as a UID, or a hyphenated one (see `tokenStart`).
   */
  readonly heads: Uint8Array;
  /** The places again, by their heads: those with head n are `byHead[from[n]]` to `byHead[from[n + 1] - 1]`, ascending. */
  readonly byHead: Int32Array;
  readonly from: Int32Array;
}

/** Where a number begins that has one of these heads and one of these counts of digits (a mask); ascending. */
export function startsWith(places: NumberPlaces, heads: readonly number[], wanted: number): Iterable<number> {
  const { starts, masks, byHead, from } = places;
  const found: number[] = [];
  for (const head of heads) {
    for (let index = from[head] as number; index < (from[head + 1] as number); index++) {
      const place = byHead[index] as number;
      if (((masks[place] as number) & wanted) !== 0) found.push(starts[place] as number);
    }
  }
  return heads.length === 1 ? found : Int32Array.from(found).sort();
}

/** More than any number of digits. */
export const withinWord = 32;

/** A payment card has nineteen. */
const mostDigits = 19;
const fewestDigits = 5;
/** `+46 (0)8 …`: as many separators stand together at most. */
const widestGap = 3;
/** Words of letters within a number are short: `AB 12 34 56 C`. */
const longestWord = 3;
/** Of the longest that is looked for, a French number in groups with room to spare. */
const farthest = 48;

const [letter, gap] = [2, 3] as const;
/** Kinds of characters within a number, by their code; what is none of these ends it. */
const kinds = kindOfCode.map((kind, code) => (kind === digit ? digit : partOfNumber(String.fromCharCode(code))));

function partOfNumber(character: string): number {
  if (/[A-Za-z]/.test(character)) return letter;
  return ' .-/()+\u00a0\u202f\u2010\u2011\u2012\u2013\u2014\u2212'.includes(character) ? gap : 0;
}

const kindAt = (text: string, at: number): number => kinds[text.charCodeAt(at)] as number;

export function findNumberPlaces(text: string, runs: DigitRuns): NumberPlaces {
  const places = new PlaceList(2 * runs.starts.length);
  const goesOn = continuations(text, runs);
  let free = 0;
  for (let run = 0; run < runs.starts.length; run++) {
    const mask = digitCounts(runs, run, goesOn);
    const start = runs.starts[run] as number;
    const end = runs.ends[run] as number;
    if (mask !== 0) {
      const word = startOfWord(text, start, free);
      if (word < start) places.add(word, mask, headAt(text, word, 0));
      places.add(start, mask, headAt(text, start, end - start));
    }
    free = end;
  }
  return places.taken();
}

class PlaceList {
  readonly #starts: Int32Array;
  readonly #masks: Int32Array;
  readonly #heads: Uint8Array;
  #count = 0;

  constructor(most: number) {
    this.#starts = new Int32Array(most);
    this.#masks = new Int32Array(most);
    this.#heads = new Uint8Array(most);
  }

  add(start: number, mask: number, head: number): void {
    this.#starts[this.#count] = start;
    this.#masks[this.#count] = mask;
    this.#heads[this.#count] = head;
    this.#count += 1;
  }

  taken(): NumberPlaces {
    const heads = this.#heads.subarray(0, this.#count);
    return {
      starts: this.#starts.subarray(0, this.#count),
      masks: this.#masks.subarray(0, this.#count),
      heads,
      ...sortedByHead(heads),
    };
  }
}

/** A counting sort: there are few different heads. */
function sortedByHead(heads: Uint8Array): Pick<NumberPlaces, 'byHead' | 'from'> {
  const from = new Int32Array(2 * withinWord + 1);
  for (const head of heads) from[head + 1] = (from[head + 1] as number) + 1;
  for (let head = 1; head < from.length; head++) from[head] = (from[head] as number) + (from[head - 1] as number);
  const next = from.slice();
  const byHead = new Int32Array(heads.length);
  for (const [place, head] of heads.entries()) {
    const index = next[head] as number;
    byHead[index] = place;
    next[head] = index + 1;
  }
  return { byHead, from };
}

/** 1 where a number may go on from a run of digits to the next one. */
function continuations(text: string, { starts, ends }: DigitRuns): Uint8Array {
  const goesOn = new Uint8Array(starts.length);
  for (let run = 0; run + 1 < starts.length; run++) {
    goesOn[run] = isWithinNumber(text, ends[run] as number, starts[run + 1] as number) ? 1 : 0;
  }
  return goesOn;
}

function isWithinNumber(text: string, from: number, to: number): boolean {
  if (to - from === 1) return kindAt(text, from) !== 0;
  if (to - from > farthest) return false;
  let letters = 0;
  let gaps = 0;
  for (let at = from; at < to; at++) {
    const kind = kindAt(text, at);
    if (kind === gap) {
      letters = 0;
      if (++gaps > widestGap) return false;
    } else {
      gaps = 0;
      if (kind !== letter || ++letters > longestWord) return false;
    }
  }
  return true;
}

function digitCounts({ starts, ends }: DigitRuns, first: number, goesOn: Uint8Array): number {
  const limit = (starts[first] as number) + farthest;
  let mask = 0;
  let digits = 0;
  for (let run = first; run < starts.length && (starts[run] as number) < limit; run++) {
    digits += (ends[run] as number) - (starts[run] as number);
    if (digits > mostDigits) return mask;
    if (digits >= fewestDigits) mask |= 1 << digits;
    if (goesOn[run] === 0) return mask;
  }
  return mask;
}

/** Before a run of digits, a short word may belong to it: right before it (`AB12`), or with a gap between (`AB 12`). */
function startOfWord(text: string, digits: number, free: number): number {
  let start = digits;
  while (start > free && digits - start < widestGap && kindAt(text, start - 1) === gap) start--;
  const word = start;
  while (start > free && word - start <= longestWord && kindAt(text, start - 1) === letter) start--;
  const isShort = word - start <= longestWord && (start === 0 || kindAt(text, start - 1) !== letter);
  return isShort && start < word && (start === 0 || kindAt(text, start - 1) !== digit) ? start : digits;
}

const headAt = (text: string, start: number, digits: number): number =>
  isFreeAt(text, start) ? digits : digits + withinWord;

/** What stands before may be an opening `(` or `+`; the pattern begins there, and looks before it itself. */
function isFreeAt(text: string, start: number): boolean {
  const before = start === 0 ? 0 : kindAt(text, start - 1);
  if (before === letter || before === digit) return false;
  const mark = text.charAt(start - 1);
  if (mark === '.') return !/[\d\s\\+-]/.test(text.charAt(start - 2));
  return (mark !== '-' && mark !== '–') || !/[A-Za-z0-9]/.test(text.charAt(start - 2));
}
