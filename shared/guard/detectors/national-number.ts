import type { Detector, DetectorGroup, Pack } from '../detector.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { type PatternScores, patternDetector } from './pattern-detector.ts';
import { hyphen, space, tokenEnd, tokenStart } from './token-edges.ts';

/** The one optional character between the groups of a number; capture it, and the other gaps can be told to be the same. */
export const gap = `(?:${space}|${hyphen}|)`;

/** Neither a phone number (`+46…`) nor, where it is digits only, one of the numbers of a list. */
const start = String.raw`${tokenStart}(?<!\+)(?!(?<=\d\\)\d{9})`;
const end = String.raw`${tokenEnd}(?!(?<=\d{9})\\[-+.\d]|--)`;

/** Of birth dates; registers raise months or days for people that they know less of. */
export const month = '(?:0[1-9]|1[0-2])';
export const day = String.raw`(?:0[1-9]|[12]\d|3[01])`;

export interface NationalNumber {
  readonly id: string;
  readonly group: DetectorGroup;
  readonly pack: Pack;
  readonly about: string;
  /** How it is written, as the source of a pattern without edges; bounded, so that it runs in linear time. */
  readonly form: string;
  /** How many digits it has; missing where letters may stand in their place. */
  readonly digits?: readonly number[];
  /** How many of them stand together at its beginning; 0 for a letter. */
  readonly head?: readonly number[];
  /** Check digits and dates; asked without separators, letters as capitals. */
  readonly isValid: (characters: string) => boolean;
  readonly context: RegExp;
  readonly scores: (written: string) => PatternScores;
}

/** Most check digits let one number in ten through, so each number says by its form how sure it is without a word that names it. */
export function nationalNumberDetector(number: NationalNumber): Detector {
  const { form, isValid, scores, ...spec } = number;
  return patternDetector({
    ...spec,
    pattern: new RegExp(`${start}(?:${form})${end}`, 'g'),
    isValid: (match) => !isOneDigit(match) && isValid(charactersOf(match)),
    scores: (match, segment) => (isMachineText(segment) ? onlyWhenNamed(scores(match)) : scores(match)),
    isExcluded: isUid,
  });
}

/**
 * Most check digits are a weighted sum. Also the sieve before the library's validators: those make an error, with its
 * stack, of each number that they refuse, which is a hundred times the cost of the sum.
 */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (const [place, weight] of weights.entries()) sum += weight * (digits.charCodeAt(place) - 48);
  return sum;
}

export const charactersOf = (written: string): string => written.replace(/[^0-9A-Za-z]/g, '').toUpperCase();

const onlyWhenNamed = ({ withContext }: PatternScores): PatternScores => ({ alone: 0.2, withContext });

/** Registers pass `111 111 111`, forms are filled with it, and nobody has it. */
const isOneDigit = (written: string): boolean => /^(\d)(?:\D?\1)+$/.test(written);

export const isGrouped = (written: string): boolean => /[^0-9A-Za-z]/.test(written);

/** `20240131…`: times of studies and the numbers that are made of them, in the digits of somebody's number. */
export const startsWithDate = (characters: string): boolean =>
  /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(characters);

/** `1023`: what follows a date is more often a time than somebody's serial number. */
export const endsWithClockTime = (characters: string): boolean => /(?:[01]\d|2[0-3])[0-5]\d$/.test(characters);

/** `512 512 256`: matrix sizes stand in groups as well; they repeat themselves, or are multiples of eight. */
export function areDimensions(written: string): boolean {
  const groups = written.split(/\D+/).map(Number);
  return new Set(groups).size < groups.length || groups.every((group) => group % 8 === 0);
}
