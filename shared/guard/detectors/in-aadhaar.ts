import { validate } from 'stdnum/lib/cjs/in/aadhaar.js';
import { verhoeffValidate } from 'stdnum/lib/cjs/util/checksum.js';
import { areDimensions, isGrouped, nationalNumberDetector } from './national-number.ts';
import { hyphen, space } from './token-edges.ts';

/** A fourth group of four makes it a card number. */
export const inAadhaar = nationalNumberDetector({
  id: 'in-aadhaar',
  group: 'identity-number',
  pack: 'in',
  about:
    'Indian Aadhaar numbers: twelve digits with a right Verhoeff digit, in groups of four or beside a word such as Aadhaar or UIDAI.',
  form: String.raw`(?<!\d )[2-9]\d{3}(${space}|${hyphen})\d{4}\1\d{4}(?! \d)|[2-9]\d{11}`,
  digits: [12],
  head: [4, 12],
  isValid: (digits) => verhoeffValidate(digits) && validate(digits).isValid,
  context: /aa?dh?aa?r|(?<![a-z])uidai(?![a-z])|आधार/i,
  scores: (written) => ({ alone: isGrouped(written) && !areDimensions(written) ? 0.65 : 0.3, withContext: 0.95 }),
});
