import { isLuhn } from './luhn.ts';
import { isUid } from './machine-text.ts';
import { patternDetector } from './pattern-detector.ts';
import { numberEnd, numberStart } from './token-edges.ts';

/** Names who treats, not who is treated; one number in ten passes the check digit, so a word has to name it. */
export const usNpi = patternDetector({
  id: 'us-npi',
  group: 'record',
  pack: 'us',
  about:
    'US national provider identifiers: ten digits with the check digit of 80840 before them, beside a word such as NPI or provider.',
  pattern: new RegExp(`${numberStart}[12]\\d{9}${numberEnd}`, 'g'),
  digits: [10],
  head: [10],
  isValid: (match) => isLuhn(`80840${match}`),
  context: /(?<![a-z])npi(?![a-z])|national provider|provider|physician|referring/i,
  scores: { alone: 0.3, withContext: 0.85 },
  isExcluded: isUid,
});
