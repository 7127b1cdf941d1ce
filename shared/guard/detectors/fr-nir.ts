import { validate } from 'stdnum/lib/cjs/fr/nir.js';
import { charactersOf, gap, isGrouped, nationalNumberDetector, startsWithDate } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';

/** INSEE: months past 12 stand for births whose month is not known. */
const month = String.raw`(?:0[1-9]|1[0-2]|20|3\d|4[0-2]|[5-9]\d)`;
const department = String.raw`(?:\d{2}|2[AB])`;
const dot = String.raw`\.`;

/** The "numéro de sécu" tells sex, month and place of birth besides naming its owner. */
export const frNir = nationalNumberDetector({
  id: 'fr-nir',
  group: 'identity-number',
  pack: 'fr',
  about:
    'French social security numbers (NIR): sex, year and month, place of birth, and the key of 97; 15 characters, plain or in groups.',
  form: String.raw`[1-478](${gap}|${dot})\d{2}\1${month}\1${department}\1\d{3}\1\d{3}(?:\1| ?\/? ?)\d{2}`,
  digits: [14, 15],
  head: [1, 6, 13, 15],
  isValid: (characters) => validate(characters).isValid,
  context:
    /(?<![a-z])(?:nir|nss|insee|sécu|secu|n° ?ss)(?![a-z])|s[ée]curit[ée] sociale|carte vitale|num[ée]ro (?:de )?ss|immatriculation|assur[ée]/i,
  scores: scoresOf,
});

function scoresOf(written: string): PatternScores {
  const characters = charactersOf(written);
  const isPlain = /^[12]\d{2}(?:0[1-9]|1[0-2])/.test(characters) && !startsWithDate(characters);
  if (isGrouped(written)) return { alone: 0.85, withContext: 0.95 };
  return { alone: isPlain ? 0.6 : 0.4, withContext: 0.95 };
}
