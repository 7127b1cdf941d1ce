import { anyDate, birthLabel, birthMark, isPlausibleBirthDate } from '../birth-dates.ts';
import type { Detector } from '../detector.ts';
import { labelledValues } from '../labelled-values.ts';

/** Dates are everywhere in a study; a word that says "born" makes one identifying, whether the header knows it or not. */
export const dateOfBirth: Detector = {
  id: 'date-of-birth',
  group: 'date',
  about: 'A date that a calendar has, right after words or a mark for a birth date in one of eleven languages.',
  find: (haystack) => labelledValues(haystack, { pattern, isValid: isPlausibleBirthDate, score: 0.85 }),
};

const pattern = new RegExp(`(?:${birthLabel}[^0-9\\0]{0,20}?|${birthMark})(${anyDate})`, 'gi');
