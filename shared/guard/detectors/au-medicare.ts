import { gap, isGrouped, nationalNumberDetector, weightedSum } from './national-number.ts';

/** The ninth digit checks the eight before it; issue number and place on the card follow. */
const hasMedicareCheckDigit = (digits: string): boolean =>
  weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]);

/** Services Australia, Medicare card number. */
export const auMedicare = nationalNumberDetector({
  id: 'au-medicare',
  group: 'health-number',
  pack: 'au',
  about:
    'Australian Medicare numbers: ten digits (eleven with the place on the card) with a right check digit, in groups of 4, 5 and 1 or beside the word Medicare.',
  form: String.raw`[2-6]\d{3}(${gap})\d{5}\1\d(?:[ /-]?[1-9])?`,
  digits: [10, 11],
  head: [4, 10, 11],
  isValid: hasMedicareCheckDigit,
  context: /medicare|(?<![a-z])(?:mcn|irn)(?![a-z])/i,
  scores: (written) => ({ alone: isGrouped(written.slice(0, 11)) ? 0.7 : 0.3, withContext: 0.95 }),
});
