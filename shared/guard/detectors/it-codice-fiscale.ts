import { validate } from 'stdnum/lib/cjs/it/codicefiscale.js';
import { gap, nationalNumberDetector } from './national-number.ts';

/** Two people with the same code get letters for digits (omocodia). */
const digit = '[0-9LMNP-V]';

/** Sixteen characters that follow a pattern and close with a check letter: nothing else looks like it. */
export const itCodiceFiscale = nationalNumberDetector({
  id: 'it-codice-fiscale',
  group: 'identity-number',
  pack: 'it',
  about:
    'Italian codici fiscali: six letters of the name, date and place of birth, and the right check letter; also with the letters that replace digits where two people share one.',
  form: `(?=[A-Za-z]{3}.?[A-Za-z]{3}.?[0-9LMNP-V]{2})[A-Za-z]{3}(${gap})[A-Za-z]{3}\\1${digit}{2}[A-EHLMPRSTa-ehlmprst]${digit}{2}${gap}[A-Za-z]${digit}{3}${gap}[A-Za-z]`,
  isValid: (characters) => /\d/.test(characters) && validate(characters).isValid,
  context: /(?<![a-z])c\.?f\.?(?![a-z])|codice|fiscale|tax code/i,
  scores: () => ({ alone: 0.9, withContext: 0.95 }),
});
