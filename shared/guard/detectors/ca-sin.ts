import { validate } from 'stdnum/lib/cjs/ca/sin.js';
import { isLuhn } from './luhn.ts';
import { areDimensions, isGrouped, nationalNumberDetector } from './national-number.ts';
import { hyphen, space } from './token-edges.ts';

/** "TAC SIN CONTRASTE", "NAS" and "sin" are words, so the short names count only right beside the number. */
const shortName = String.raw`(?<![A-Za-z])(?:SIN|NAS|S\.I\.N\.|N\.A\.S\.|[Ss]in[:#])`;
const label = String.raw`[\s:#=.(-]{0,3}(?:[Nn]o|[Nn]um(?:ber|[ée]ro)?|is|of)?[\s:#=.(-]{0,3}`;

/** One number in ten passes the check digit; in groups it could be three sizes, plain it could be anything. */
export const caSin = nationalNumberDetector({
  id: 'ca-sin',
  group: 'identity-number',
  pack: 'ca',
  about:
    'Canadian social insurance numbers: nine digits with a right check digit, in groups of three or beside a word that names one.',
  form: String.raw`(?<!\d )\d{3}(${space}|${hyphen})\d{3}\1\d{3}(?! -?\d)|\d{9}`,
  digits: [9],
  head: [3, 9],
  isValid: (digits) => isLuhn(digits) && validate(digits).isValid,
  context: new RegExp(
    `${shortName}${label}\\||\\|[\\s(,]{0,3}(?:SIN|NAS)(?![A-Za-z])|[Ss]ocial [Ii]nsur|SOCIAL INSUR|[Aa]ssurance[ -][Ss]ociale|ASSURANCE[ -]SOCIALE`,
  ),
  scores: (written) => ({ alone: isGrouped(written) && !areDimensions(written) ? 0.6 : 0.3, withContext: 0.95 }),
});
