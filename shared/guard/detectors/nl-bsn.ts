import { validate } from 'stdnum/lib/cjs/nl/bsn.js';
import { nationalNumberDetector, weightedSum } from './national-number.ts';

/** Nine digits of which one in eleven passes: only `1112.22.333` is written by nothing else. */
export const nlBsn = nationalNumberDetector({
  id: 'nl-bsn',
  group: 'identity-number',
  pack: 'nl',
  about:
    'Dutch citizen service numbers (BSN): nine digits that pass the test of 11, beside a word such as BSN or sofi.',
  form: String.raw`\d{9}|\d{4}([. ])\d{2}\1\d{3}|\d{3}([. -])\d{3}\2\d{3}`,
  digits: [9],
  head: [3, 4, 9],
  isValid: (digits) => weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && validate(digits).isValid,
  context: /(?<![a-z])(?:bsn|sofi)(?![a-z])|sofi-?n|burgerservice|citizen service/i,
  scores: (written) => ({ alone: /^\d{4}\./.test(written) ? 0.6 : 0.3, withContext: 0.95 }),
});
