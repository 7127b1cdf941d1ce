import type { Segment } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { type PatternScores, patternDetector } from './pattern-detector.ts';
import { hyphen, space, tokenEnd, tokenStart } from './token-edges.ts';

/** CMS: letters without S, L, O, I, B, Z, which look like digits. */
const letter = '[AC-HJKMNP-RT-Y]';
const either = '[AC-HJKMNP-RT-Y0-9]';
const first = `[1-9]${letter}${either}\\d`;
const second = `${letter}${either}\\d`;
const third = `${letter}{2}\\d{2}`;

/** Eleven places, each with its own alphabet: about one random serial number in ten thousand fits. */
export const usMbi = patternDetector({
  id: 'us-mbi',
  group: 'health-number',
  pack: 'us',
  about:
    'Medicare beneficiary identifiers: eleven places with the letters and digits that CMS allows at each, with or without dashes.',
  pattern: new RegExp(`${tokenStart}${first}(?<gap>${hyphen}|${space}|)${second}\\k<gap>${third}${tokenEnd}`, 'gi'),
  digits: [5, 6, 7],
  head: [1],
  context: /medicare|(?<![a-z])mbi(?![a-z])|beneficiary|(?<![a-z])cms(?![a-z])|insurance/i,
  scores: scoresOf,
  isExcluded: isUid,
});

function scoresOf(match: string, segment: Segment): PatternScores {
  const isUpperCase = match === match.toUpperCase();
  if (isMachineText(segment) || !isUpperCase) return { alone: 0, withContext: 0.85 };
  if (match.length === 11) return { alone: 0.55, withContext: 0.9 };
  return { alone: /\s/.test(match) ? 0.6 : 0.85, withContext: 0.95 };
}
