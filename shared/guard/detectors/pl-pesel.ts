import { validate } from 'stdnum/lib/cjs/pl/pesel.js';
import { day, nationalNumberDetector, startsWithDate, weightedSum } from './national-number.ts';

/** Births since 2000 have 20 added to the month; other centuries are of nobody who is examined. */
const monthOfCentury = '(?:[02][1-9]|[13][0-2])';

/** Date and check digit let four of a thousand numbers of this length through. */
export const plPesel = nationalNumberDetector({
  id: 'pl-pesel',
  group: 'identity-number',
  pack: 'pl',
  about: 'Polish PESEL numbers: eleven digits with a birth date and a right check digit.',
  form: String.raw`\d{2}${monthOfCentury}${day}[ -]?\d{5}`,
  digits: [11],
  head: [6, 11],
  isValid: (digits) => weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 && validate(digits).isValid,
  context: /(?<![a-z])pesel/i,
  scores: (written) => ({ alone: startsWithDate(written) ? 0.4 : 0.55, withContext: 0.95 }),
});
