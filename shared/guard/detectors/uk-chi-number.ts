import { day, endsWithClockTime, isGrouped, month, nationalNumberDetector } from './national-number.ts';
import { hasNhsCheckDigit } from './uk-nhs-number.ts';

/** A date and a check digit still let three of a thousand ten-digit numbers through, and phone numbers have ten digits. */
export const ukChiNumber = nationalNumberDetector({
  id: 'uk-chi-number',
  group: 'health-number',
  pack: 'uk',
  about:
    'Community Health Index numbers of Scotland: a birth date as DDMMYY, four digits, a right check digit; written as 6 and 4 digits or beside the word CHI.',
  form: String.raw`${day}${month}\d{2}[ -]?\d{4}`,
  digits: [10],
  head: [6, 10],
  isValid: hasNhsCheckDigit,
  context: /(?<![a-z])chi(?![a-z])|community health/i,
  scores: (written) => ({ alone: isGrouped(written) && !endsWithClockTime(written) ? 0.55 : 0.4, withContext: 0.95 }),
});
