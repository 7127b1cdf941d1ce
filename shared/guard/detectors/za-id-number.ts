import { validate } from 'stdnum/lib/cjs/za/idnr.js';
import { isLuhn } from './luhn.ts';
import { charactersOf, day, isGrouped, month, nationalNumberDetector } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';

/** Date, citizenship and check digit let one of a thousand numbers through; milliseconds since 1970 are as long. */
export const zaIdNumber = nationalNumberDetector({
  id: 'za-id-number',
  group: 'identity-number',
  pack: 'za',
  about: 'South African identity numbers: 13 digits with a birth date, a citizenship digit and a Luhn digit.',
  form: String.raw`\d{2}${month}${day}(?:( ?)\d{4}\1[01]\d{2}| \d{4} [01]\d \d)`,
  digits: [13],
  head: [6, 13],
  isValid: (digits) => isLuhn(digits) && validate(digits).isValid,
  context:
    /(?<![a-z])(?:r\.?s\.?a|s\.?a)\.? ?id(?![a-z])|(?<![a-z])i\.?d\.? ?(?:no|num|nr|#|:)|identity|identiteit|south africa/i,
  scores: scoresOf,
});

function scoresOf(written: string): PatternScores {
  if (isGrouped(written)) return { alone: 0.8, withContext: 0.95 };
  const digits = charactersOf(written);
  const isMilliseconds = /^1[3-9]/.test(digits);
  return { alone: isMilliseconds || !/[89]\d$/.test(digits) ? 0.4 : 0.6, withContext: 0.95 };
}
