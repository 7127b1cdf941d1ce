import { isLuhn } from './luhn.ts';
import { nationalNumberDetector } from './national-number.ts';

/**
 * SGB V § 290: the letter counts as its place in the alphabet in two digits, and the sum is Luhn's; but its last digit closes the
 * number, and not what the sum lacks of the next ten.
 */
function hasKvnrCheckDigit(characters: string): boolean {
  const letter = String(characters.charCodeAt(0) - 64).padStart(2, '0');
  const lacking = (10 - Number(characters.at(-1))) % 10;
  return isLuhn(`${letter}${characters.slice(1, -1)}${lacking}`);
}

/** It stays with its owner for life, whichever health insurer he is with. */
export const deKvnr = nationalNumberDetector({
  id: 'de-kvnr',
  group: 'health-number',
  pack: 'de',
  about: 'German health insurance numbers (KVNR): a capital letter and nine digits with a right check digit.',
  form: String.raw`[A-Z] ?\d{9}|[A-Z] ?\d{3} \d{3} \d{3}`,
  digits: [9],
  head: [0],
  isValid: hasKvnrCheckDigit,
  context:
    /(?<![a-z])(?:kvn?r|kv-?nr|egk|vers\.?-?nr)(?![a-z])|versicher(?:ten|ungs|ung|t)|kranken(?:kasse|vers)|health insur/i,
  scores: (written) => ({ alone: /^[A-Z]\d/.test(written) ? 0.55 : 0.4, withContext: 0.95 }),
});
