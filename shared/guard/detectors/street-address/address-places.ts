import type { Haystack } from '../../haystack.ts';
import { digit, kindOfCode, letter, runsOf, WordSet } from '../../landmarks.ts';

type PlacesIn = (haystack: Haystack) => Iterable<number>;

/** Numbers of so many digits at most that have one of these words among so many behind them. */
export function numbersBefore(
  words: readonly string[],
  { mostDigits, mostWords }: { readonly mostDigits: number; readonly mostWords: number },
): PlacesIn {
  const wanted = new WordSet(words);
  return ({ text, landmarks: { digits, words } }) => {
    const isNear = wanted.isNearIn(words, mostWords);
    return runsOf(digits, 1, mostDigits, (_, end, nextWord) => isNear[nextWord] === 1 && isBeforeWord(text, end));
  };
}

/** A blank, a comma, a letter or another number follows the number of a house. */
function isBeforeWord(text: string, end: number): boolean {
  const mark = text.charAt(end);
  return mark === ' ' ? !'-=<>/x'.includes(text.charAt(end + 1)) : /[,A-Za-z/-]/.test(mark);
}

/** Where one of these words begins. */
export function atWords(words: readonly string[]): PlacesIn {
  const wanted = new WordSet(words);
  return ({ landmarks }) => wanted.placesIn(landmarks.words);
}

/** Where one of these words begins, and up to so many characters before it: what stands there has too many forms. */
export function aroundWords(words: readonly string[], most: number): PlacesIn {
  const wanted = new WordSet(words);
  return function* placesIn({ landmarks }) {
    let done = -1;
    for (const place of wanted.placesIn(landmarks.words)) {
      for (let at = Math.max(0, done + 1, place - most); at <= place; at++) yield at;
      done = place;
    }
  };
}

/** Numbers of at most four digits after a word that ends like one of these, and a space. */
export function numbersAfterEndings(endings: readonly string[]): PlacesIn {
  const known = new Uint8Array(0x8000);
  for (const ending of endings) known[slotOfEnding(ending, ending.length)] = 1;
  const isAfterOne = (text: string, start: number): boolean => {
    if (text.charCodeAt(start - 1) !== space) return false;
    const end = text.charCodeAt(start - 2) === comma ? start - 2 : start - 1;
    return known[slotOfEnding(text, end)] === 1;
  };
  return ({ text, landmarks: { digits } }) => runsOf(digits, 1, 4, (start) => isAfterOne(text, start));
}

const space = 0x20;
const comma = 0x2c;

/** Of the last three characters before an index; without case, and some others look the same. */
function slotOfEnding(text: string, end: number): number {
  const at = (back: number): number => text.charCodeAt(end - back) & 0x1f;
  return (at(3) << 10) | (at(2) << 5) | at(1);
}

const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a;

/** Postal codes of five digits with a name behind them. */
export const fiveDigitsBeforeWord: PlacesIn = ({ text, landmarks: { digits } }) =>
  runsOf(digits, 5, 5, (_, end) => text.charCodeAt(end) === space && kindOfCode[text.charCodeAt(end + 1)] === letter);

/** Postal codes of six digits, as one or as two threes (India). */
export const sixDigitsAfterBlank: PlacesIn = ({ text, landmarks: { digits } }) => {
  const isAfterBlank = (start: number): boolean => text.charCodeAt(start - 1) === space;
  return runsOf(digits, 3, 6, (start, end) => end - start !== 4 && end - start !== 5 && isAfterBlank(start));
};

/** Two capitals before a number of five digits, with a comma or blanks between: `IL 62704`. */
export function* capitalsBeforeFiveDigits({ text, landmarks: { digits } }: Haystack): Generator<number> {
  const isAfterBlank = (start: number): boolean => ' ,'.includes(text.charAt(start - 1) || '-');
  for (const start of runsOf(digits, 5, 5, isAfterBlank)) {
    const state = /[A-Z]{2}[, ]{1,2}$/.exec(text.slice(Math.max(0, start - 4), start));
    if (state !== null) yield start - state[0].length;
  }
}

/** `1A 2AA`, `1 1AE`, `5V-3L9`: after the first digits stands at most a letter and a blank, and then a digit or the last letters. */
function goesOnAsCode(text: string, end: number): boolean {
  let at = isCapital(text.charCodeAt(end)) ? end + 1 : end;
  if (at > end && isCapital(text.charCodeAt(at))) return true;
  if (' -'.includes(text.charAt(at) || '.')) at += 1;
  return kindOfCode[text.charCodeAt(at)] === digit;
}

/** Capitals right before a digit, and two more before those: `SW1A`, `ON M5V`. */
export function* capitalsBeforeDigits({ text, landmarks: { digits } }: Haystack): Generator<number> {
  const mayBeCode = (start: number, end: number): boolean =>
    isCapital(text.charCodeAt(start - 1)) && goesOnAsCode(text, end);
  for (const start of runsOf(digits, 1, 3, mayBeCode)) {
    const code = isCapital(text.charCodeAt(start - 2)) ? start - 2 : start - 1;
    const before = /[A-Z]{2},?\s{1,2}$/.exec(text.slice(Math.max(0, code - 5), code));
    if (before !== null) yield code - before[0].length;
    yield code;
  }
}
