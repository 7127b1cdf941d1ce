import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Hit } from '../detector.ts';
import { type Haystack, type Segment, segmentsInOrder } from '../haystack.ts';
import { digit, kindOfCode, letter } from '../landmarks.ts';
import { withinWord } from '../number-places.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { surroundings } from './pattern-detector.ts';
import { frenchMobile, phoneContext, phoneKeyword, phoneLabel } from './phone-context.ts';
import { numberEnd, numberStart, tokenEnd, tokenStart } from './token-edges.ts';

const withPrefix = '(?:\\+[2-9]|\\(?0)(?:[ ./()-]{0,3}\\d){6,17}';
const withoutPrefix = '[1-9]\\d{1,4}(?:[ -]\\d{2,7}){1,4}|\\([1-9]\\d\\) ?\\d{4,5}-\\d{4}';

/** As far as digits go: where the number ends, only its plan knows. */
const candidate = new RegExp(
  `${tokenStart}(?:${withPrefix}|${withoutPrefix})${tokenEnd}|${numberStart}[1-9]\\d{7,9}${numberEnd}`,
  'y',
);

/** Ofcom's usual ways of writing; nothing else is written so. */
const british =
  /^(?:\(?020\)? [3-8]\d{3} \d{4}|\(?01\d{3}\)? \d{6}|\(?01\d{2}\)? \d{3} \d{4}|07\d{3} \d{6}|07\d{3} \d{3} \d{3})$/;

/** Numbers of all countries but those of the North American plan: with their country's code, or beside a word. */
export function* groupedPhoneNumbers(haystack: Haystack): Generator<Hit> {
  const segmentOf = segmentsInOrder(haystack);
  for (const { match, start } of candidatesIn(haystack)) {
    const segment = segmentOf(start);
    if (isUid(segment)) continue;
    const isNamed = isNamedPhone(haystack, segment, { start, match });
    const number = isNamed || mayStandAlone(match) ? longestNumber(match, isNamed) : undefined;
    if (number !== undefined) yield { start, end: start + number.length, score: scoreOf(number, segment, isNamed) };
  }
}

/** Of `numberPlaces`: eight digits at least. */
const eightDigits = -1 << 8;

/** As with the other patterns: at each place with enough digits, or at the `(` or `+` before it. */
function* candidatesIn({ text, numberPlaces: { starts, masks, heads } }: Haystack): Generator<Candidate> {
  let end = 0;
  for (let index = 0; index < starts.length; index++) {
    if (((masks[index] as number) & eightDigits) === 0) continue;
    const place = starts[index] as number;
    if (place < end || !mayBegin(text, place, heads[index] as number)) continue;
    const start = '(+'.includes(text.charAt(place - 1) || ' ') ? place - 1 : place;
    candidate.lastIndex = start;
    if (!candidate.test(text)) continue;
    end = candidate.lastIndex;
    yield { match: text.slice(start, end), start };
  }
}

/** What does not begin with `0`, `+` or `(` begins with a group of two to five digits, or is one of eight to ten. */
function mayBegin(text: string, place: number, head: number): boolean {
  if (head === 0 || head >= withinWord) return false;
  const isInGroups = (head >= 2 && head <= 5) || (head >= 8 && head <= 10);
  return isInGroups || text.charAt(place) === '0' || '(+'.includes(text.charAt(place - 1) || ' ');
}

interface Candidate {
  readonly match: string;
  readonly start: number;
}

const mayStandAlone = (match: string): boolean => /^(?:\+|\(?0[127])/.test(match);

/** Digits in one piece, or without a leading 0, are of so many kinds that the word has to stand right before them. */
function isNamedPhone(haystack: Haystack, segment: Segment, { start, match }: Candidate): boolean {
  if (phoneKeyword.test(segment.source.place.keyword)) return true;
  if (followsWord(haystack.text, start) && isLabelledPhone(haystack, segment, { start, match })) return true;
  const isTelling = /^(?:\+|\(?0(?!\d+$))/.test(match);
  return isTelling && phoneContext.test(surroundings(haystack, segment, { start, end: start + match.length }));
}

function isLabelledPhone({ text }: Haystack, segment: Segment, { start, match }: Candidate): boolean {
  const before = text.slice(Math.max(segment.start, start - 32), start);
  return phoneLabel.test(before) || (/^\(?0/.test(match) && frenchMobile.test(before));
}

/** All labels end in a letter, and in three other characters at most. */
function followsWord(text: string, start: number): boolean {
  for (let at = start - 1; at >= start - 4 && at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (kindOfCode[code] === digit) return false;
    if (kindOfCode[code] === letter || code >= 0x80) return true;
  }
  return false;
}

/** What follows a number may look like its last group: a date, a room, another number. */
function longestNumber(match: string, isNamed: boolean): string | undefined {
  for (let number = match; number.length > 6; number = number.replace(/[ ./()-]*\d+$/, '')) {
    if (isNumber(number, isNamed)) return number;
  }
  return undefined;
}

function isNumber(number: string, isNamed: boolean): boolean {
  if (number.startsWith('+')) return !isDecimal(number) && parsePhoneNumberFromString(number)?.isPossible() === true;
  if (!isNamed) return british.test(number);
  return hasDigitsOfNumber(number) && !isDate(number) && !isDecimal(number) && !/^\d{3}\D\d{2}\D\d{4}$/.test(number);
}

/** ITU-T E.164: at most 15 with the country's code; the shortest national ones have 8. */
function hasDigitsOfNumber(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  const [fewest, most] = digits.startsWith('00')
    ? [10, 17]
    : digits.startsWith('0')
      ? [9, 12]
      : [8, number.startsWith('(') ? 11 : 10];
  const isCommon = digits.length > 8 || inEights.test(number);
  return digits.length >= fewest && digits.length <= most && isCommon;
}

/** How the countries with eight digits group them; `120 140 10` is no such number. */
const inEights = /^(?:\d{4}[ -]?\d{4}|\d\d(?: \d\d){3}|\d{3} \d\d \d{3})$/;

/** `+2.3456789012`, `0.5625 0.5625`. */
const isDecimal = (number: string): boolean => /^(?:\+\d{1,3}\.\d{5,}|0\.\d)/.test(number);

const isDate = (number: string): boolean =>
  /^(?:\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d{2}|(?:19|20)\d{2}[ ./-]?[01]\d[ ./-]?[0-3]\d)/.test(number);

function scoreOf(number: string, segment: Segment, isNamed: boolean): number {
  if (isNamed) return number.startsWith('+') ? 0.95 : 0.8;
  if (isMachineText(segment)) return 0;
  return number.startsWith('+') ? 0.85 : 0.55;
}
