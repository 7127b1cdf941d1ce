import { validate } from 'stdnum/lib/cjs/se/personnummer.js';
import { isLuhn } from './luhn.ts';
import { charactersOf, endsWithClockTime, isGrouped, month, nationalNumberDetector } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';
import { hyphen } from './token-edges.ts';

/** Raised by 60 in coordination numbers. */
const dayOrRaised = String.raw`(?:[06][1-9]|[1278]\d|[39][01])`;

/** A day and four digits also make a study number, or a day and a time. */
export const sePersonnummer = nationalNumberDetector({
  id: 'se-personnummer',
  group: 'identity-number',
  pack: 'se',
  about:
    'Swedish personal and coordination numbers: a birth date, four digits, a right check digit; as YYMMDD-NNNN, with the century, or beside a word that names it.',
  form: String.raw`(?:19|20)?\d{2}${month}${dayOrRaised}(?:${hyphen}|\+)?\d{4}`,
  digits: [10, 12],
  head: [6, 8, 10, 12],
  isValid: (digits) => isLuhn(digits.slice(-10)) && validate(`${digits.slice(0, -4)}-${digits.slice(-4)}`).isValid,
  context:
    /(?<![a-z])(?:pnr|p-?nr)(?![a-z])|pers(?:on)?(?:nummer|\.?[ -]?nr)|samordnings|swedish|personal (?:identity )?n|födelsenummer/i,
  scores: (written) =>
    ({ alone: aloneScore(written, charactersOf(written)), withContext: 0.95 }) satisfies PatternScores,
});

function aloneScore(written: string, digits: string): number {
  const isOfThisCentury = digits.length === 12 ? digits.startsWith('20') : Number(digits.slice(0, 2)) < 30;
  if (!isGrouped(written)) return digits.length === 12 && !isOfThisCentury ? 0.6 : 0.4;
  if (isOfThisCentury && endsWithClockTime(digits)) return 0.4;
  return isOfThisCentury ? 0.55 : 0.75;
}
