import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Detector, Hit } from '../detector.ts';
import { type Haystack, segmentAt } from '../haystack.ts';
import { kindOfCode, letter, runsOf } from '../landmarks.ts';
import { isUid } from './machine-text.ts';
import { surroundings } from './pattern-detector.ts';

const beginning = /(?<![A-Za-z0-9])(?:[A-Z]{2}|[a-z]{2})\d{2}(?=[ \u00a0-]?[A-Za-z0-9]{4})/y;
const named = /iban|account|konto|bank|compte|cuenta/i;

/** ISO 13616: how long one is depends on the country, so where it ends is counted and not guessed by a pattern. */
export const iban: Detector = {
  id: 'iban',
  group: 'financial',
  about:
    'International bank account numbers: the length of the country, and the check digits of ISO 7064 (mod 97), in one piece or in groups of four.',
  find: ibansIn,
};

function* ibansIn(haystack: Haystack): Generator<Hit> {
  for (const start of startsOfIbans(haystack)) {
    const prefix = haystack.text.slice(start, start + 4);
    const end = endOf(haystack.text, start, countrySpecs[prefix.slice(0, 2).toUpperCase()]?.chars ?? 0);
    if (end === undefined || !isValidIBAN(compact(haystack.text.slice(start, end)))) continue;
    const segment = segmentAt(haystack, start);
    if (isUid(segment)) continue;
    const isSure = prefix === prefix.toUpperCase() || named.test(surroundings(haystack, segment, { start, end }));
    yield { start, end, score: isSure ? 0.95 : 0.4 };
  }
}

function startsOfIbans({ text, landmarks }: Haystack): number[] {
  const isAfterLetters = (start: number): boolean => {
    if (kindOfCode[text.charCodeAt(start - 1)] !== letter) return false;
    beginning.lastIndex = Math.max(0, start - 2);
    return beginning.test(text);
  };
  return runsOf(landmarks.digits, 2, Number.POSITIVE_INFINITY, isAfterLetters).map((start) => start - 2);
}

const compact = (written: string): string => written.replace(/[^A-Za-z0-9]/g, '').toUpperCase();

/** After this many letters and digits, in one piece or with one gap after each four; undefined where it goes on or breaks off. */
function endOf(text: string, start: number, length: number): number | undefined {
  const groups = Math.ceil(length / 4) - 1;
  const gap = text[start + 4] ?? '';
  const isGrouped = /[ \u00a0-]/.test(gap);
  const end = start + length + (isGrouped ? groups : 0);
  if (length === 0 || end > text.length || /[A-Za-z0-9]/.test(text[end] ?? '')) return undefined;
  for (let group = 1; isGrouped && group <= groups; group++) {
    if (text[start + group * 5 - 1] !== gap) return undefined;
  }
  return end;
}
