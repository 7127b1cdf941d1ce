import { validate } from 'stdnum/lib/cjs/gb/nino.js';
import { gap, isGrouped, nationalNumberDetector } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';

const prefix = '[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]';

/** There is no check digit; without its last letter it is what half of all serial numbers look like. */
export const ukNino = nationalNumberDetector({
  id: 'uk-nino',
  group: 'identity-number',
  pack: 'uk',
  about:
    'UK National Insurance numbers: a prefix that HMRC gives out, six digits and a letter from A to D; without the letter only beside a word that names it.',
  form: String.raw`${prefix}(?:(${gap})\d{2}\1\d{2}\1\d{2}(?:\1[A-D])?|( )\d{6}(?:\2[A-D])?)`,
  digits: [6],
  head: [0],
  isValid: (characters) => validate(characters).isValid,
  context: /(?<![a-z])(?:nino?(?![a-z])|n\.?i\.? ?(?:no|num|#))|national ins/i,
  scores: scoresOf,
});

function scoresOf(written: string): PatternScores {
  if (/\d$/.test(written)) return { alone: 0.2, withContext: 0.85 };
  return { alone: isGrouped(written) ? 0.65 : 0.5, withContext: 0.95 };
}
