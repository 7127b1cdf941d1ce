import { validate } from 'stdnum/lib/cjs/br/cpf.js';
import { nationalNumberDetector, weightedSum } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';

/** Receita Federal: 11 less the remainder of 11; a remainder of 0 or 1 gives 0. */
function hasCheckDigit(digits: string, place: number): boolean {
  const weights = Array.from({ length: place }, (_, index) => place + 1 - index);
  const remainder = weightedSum(digits, weights) % 11;
  return Number(digits[place]) === (remainder < 2 ? 0 : 11 - remainder);
}

/** Two check digits and a punctuation that nothing else has; plain, it is one of a hundred numbers of its length. */
export const brCpf = nationalNumberDetector({
  id: 'br-cpf',
  group: 'identity-number',
  pack: 'br',
  about:
    'Brazilian CPF numbers: eleven digits with two right check digits, as 000.000.000-00, or plain beside a word that names it.',
  form: String.raw`\d{3}\.\d{3}\.\d{3}[-.]\d{2}|\d{9}-?\d{2}|(?<!\d )\d{3}([ -])\d{3}\1\d{3}[ -]\d{2}(?! -?\d)`,
  digits: [11],
  head: [3, 9, 11],
  isValid: (digits) => hasCheckDigit(digits, 9) && hasCheckDigit(digits, 10) && validate(digits).isValid,
  context: /(?<![a-z])c\.?p\.?f(?![a-z])|cadastro de pessoa|receita federal/i,
  scores: scoresOf,
});

function scoresOf(written: string): PatternScores {
  if (written.includes('.')) return { alone: 0.9, withContext: 0.95 };
  return { alone: /\D/.test(written) ? 0.6 : 0.4, withContext: 0.95 };
}
