import type { Segment } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { type PatternScores, patternDetector } from './pattern-detector.ts';
import { hyphen, numberEnd, numberStart, space, tokenEnd, tokenStart } from './token-edges.ts';

/** IRS: the fourth and fifth digits are 50–65, 70–88, 90–92 or 94–99. */
const group = '(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])';
const formatted = String.raw`${tokenStart}9\d{2}(?:(?<hyphen>${hyphen})${group}\k<hyphen>|(?<space>${space})${group}\k<space>)\d{4}${tokenEnd}`;
const bare = String.raw`${numberStart}9\d{2}${group}\d{4}${numberEnd}`;

/** What people without a Social Security number pay taxes under; it names them as well. */
export const usItin = patternDetector({
  id: 'us-itin',
  group: 'identity-number',
  pack: 'us',
  about:
    'US taxpayer numbers (ITIN): 9xx-xx-xxxx with a group that the IRS gives out; with spaces or as nine digits only beside a word that names one.',
  pattern: new RegExp(`${formatted}|${bare}`, 'g'),
  digits: [9],
  head: [3, 9],
  isValid: (match) => !/^(\d)\1+$/.test(match.replace(/\D/g, '')),
  context: /(?<![a-z])itin(?![a-z])|taxpayer|tax ?(?:payer )?(?:id|no|num|#)|(?<![a-z])tin(?![a-z])/i,
  scores: scoresOf,
  isExcluded: isUid,
});

function scoresOf(match: string, segment: Segment): PatternScores {
  if (isMachineText(segment) || /^\d+$/.test(match)) return { alone: 0, withContext: 0.9 };
  return { alone: /\s/.test(match) ? 0.4 : 0.7, withContext: 0.95 };
}
