import { areDimensions, gap, isGrouped, nationalNumberDetector, weightedSum } from './national-number.ts';

/** NHS Data Dictionary, NHS NUMBER: weights 10 to 2, and the check digit makes the sum divisible by 11. */
export const hasNhsCheckDigit = (digits: string): boolean =>
  weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

/** One number in eleven passes the check digit, so ten plain digits need a word beside them. */
export const ukNhsNumber = nationalNumberDetector({
  id: 'uk-nhs-number',
  group: 'health-number',
  pack: 'uk',
  about:
    'NHS numbers of England, Wales and the Isle of Man: ten digits with a right check digit, with spaces in groups of 3, 3 and 4 or beside a word such as NHS.',
  form: String.raw`\d{3}(${gap})\d{3}\1\d{4}`,
  digits: [10],
  head: [3, 10],
  isValid: hasNhsCheckDigit,
  context: /(?<![a-z])(?:n\.?h\.?s(?:no|num|number)?|h ?& ?c)(?![a-z])|health (?:and|&) (?:social )?care n/i,
  scores: (written) => ({ alone: aloneScore(written), withContext: 0.95 }),
});

/** The NHS writes spaces; with hyphens it is rather a phone number, or three sizes. */
function aloneScore(written: string): number {
  if (!isGrouped(written) || areDimensions(written)) return 0.3;
  return /\s/.test(written) ? 0.65 : 0.4;
}
