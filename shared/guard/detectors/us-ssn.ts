import { validate } from 'stdnum/lib/cjs/us/ssn.js';
import type { Segment } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { type PatternScores, patternDetector } from './pattern-detector.ts';
import { hyphen, numberEnd, numberStart, space, tokenEnd, tokenStart } from './token-edges.ts';

/** Before the library is asked: saying no is the dearest thing it does. */
const area = '(?!000|666|9)\\d{3}';
const group = '(?!00)\\d{2}';
const formatted = String.raw`(?:${tokenStart}|(?<=ssn${hyphen}?))${area}(?:(?<hyphen>${hyphen})${group}\k<hyphen>|(?<space>${space}(?:${hyphen}${space})?)${group}\k<space>)\d{4}${tokenEnd}`;
const bare = String.raw`(?:${numberStart}|(?<=ssn))${area}${group}\d{4}${numberEnd}`;

/** A Social Security number has no check digit, so its form and the SSA's rules (POMS RM 10201.035) are all there is. */
export const usSsn = patternDetector({
  id: 'us-ssn',
  group: 'identity-number',
  pack: 'us',
  about:
    'US Social Security numbers: 123-45-6789 by the rules of the SSA without its known dummies; with spaces or as nine digits only beside a word that names one.',
  pattern: new RegExp(`${formatted}|${bare}`, 'gi'),
  digits: [9],
  head: [3, 9],
  isWithinWords: true,
  isValid: isIssued,
  context:
    /(?<![a-z])ssn(?![a-z])|soc(?:ial|\.)? {0,2}sec|(?<![a-z])ss ?(?:#|no|nr|num)|\bs\.s\.n|\bsocial\b(?! (?:h|work))/i,
  scores: scoresOf,
  isExcluded: isUid,
});

/** The library knows areas, groups and dummies, but not that no serial is 0000. */
function isIssued(match: string): boolean {
  const digits = match.replace(/\D/g, '');
  return !digits.endsWith('0000') && validate(digits).isValid;
}

function scoresOf(match: string, segment: Segment): PatternScores {
  if (isMachineText(segment) || /^\d+$/.test(match)) return { alone: 0, withContext: 0.9 };
  return { alone: /\s/.test(match) ? 0.4 : 0.85, withContext: 0.95 };
}
