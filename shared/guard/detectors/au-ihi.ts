import { isLuhn } from './luhn.ts';
import { gap, nationalNumberDetector } from './national-number.ts';

/** Its first six digits are its own (ISO/IEC 7812), so it needs no word beside it. */
export const auIhi = nationalNumberDetector({
  id: 'au-ihi',
  group: 'health-number',
  pack: 'au',
  about: 'Australian individual healthcare identifiers: 16 digits that begin with 800360 and end with a Luhn digit.',
  form: String.raw`8003(${gap})60\d{2}\1\d{4}\1\d{4}`,
  digits: [16],
  head: [4, 16],
  isValid: isLuhn,
  context: /(?<![a-z])ihi(?![a-z])|healthcare identifier/i,
  scores: () => ({ alone: 0.8, withContext: 0.95 }),
});
