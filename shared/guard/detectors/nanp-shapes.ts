import type { Segment } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import type { PatternScores } from './pattern-detector.ts';
import { phoneContext } from './phone-context.ts';
import type { Shape } from './several-shapes.ts';
import { numberEnd, numberStart, tokenEnd, tokenStart } from './token-edges.ts';

const extension = '(?: ?(?:x|ext\\.?) ?\\d{1,6})?';
const withCountry = String.raw`\+1[-. ]?\(?[2-9]\d{2}\)?[-. ]?[2-9]\d{2}[-. ]?\d{4}`;
const withArea = String.raw`(?:1[-. ])?(?:\([2-9]\d{2}\)[-. ]?[2-9]\d{2}[-. ]|[2-9]\d{2}(?<gap>[-.])[2-9]\d{2}\k<gap>)\d{4}`;
const spaced = String.raw`(?:1[- ])?[2-9]\d{2} [2-9]\d{2}[- ]\d{4}`;
const bare = String.raw`1?[2-9]\d{2}[2-9]\d{6}`;
const withoutArea = String.raw`(?<!\d\)? )[2-9]\d{2}-\d{4}`;

/**
 * The library calls 555-01xx invalid, which is what careful people write in examples and in tests; so the plan's own
 * rules stand here: neither area nor exchange begins with 0 or 1, and neither ends in 11.
 */
export const nanpShape: Shape = {
  pattern: new RegExp(
    `${tokenStart}(?:${withCountry}|${withArea}|${spaced})${extension}${tokenEnd}|${numberStart}${bare}${numberEnd}`,
    'gi',
  ),
  digits: [10, 11],
  head: [1, 3, 4, 7, 10, 11],
  isValid: isNanp,
  context: phoneContext,
  scores: scoresOf,
  isExcluded: isUid,
};

/** `123-456-7890` and `555-0134`: numbers that nothing but a word beside them makes a telephone's. */
export const namedLocalShape: Shape = {
  pattern: new RegExp(
    `${tokenStart}(?:${withoutArea}|\\(?[01]\\d{2}\\)?(?<gap>[-. ])\\d{3}\\k<gap>\\d{4})${extension}${tokenEnd}`,
    'gi',
  ),
  digits: [7, 10],
  head: [3],
  context: phoneContext,
  scores: { alone: 0, withContext: 0.75 },
  isExcluded: isUid,
};

function isNanp(match: string): boolean {
  const digits = match
    .replace(/ ?(?:x|ext).*$/i, '')
    .replace(/\D/g, '')
    .slice(-10);
  return !/^.11|^.{4}11/.test(digits) && !isMatrix(digits);
}

/** `512-512-1024` counts pixels. */
const isMatrix = (digits: string): boolean => /^(?:256|320|384|512|640|768){2}/.test(digits);

function scoresOf(match: string, segment: Segment): PatternScores {
  if (match.startsWith('+')) return { alone: isMachineText(segment) ? 0.5 : 0.85, withContext: 0.95 };
  if (isWholeIdentifier(match, segment)) return { alone: 0.3, withContext: 0.8 };
  const isFormatted = /\(|^(?:1\D)?\d{3}[-.]/.test(match);
  return { alone: isFormatted && !isMachineText(segment) ? 0.7 : 0, withContext: isFormatted ? 0.9 : 0.8 };
}

/** Hospitals group their own numbers as they like; one that is all of an attribute for identifiers is one of those. */
const isWholeIdentifier = (match: string, { source: { place, text } }: Segment): boolean =>
  /(?:IDs?|Number|Identifier)$/.test(place.keyword) && text.trim().length === match.length;
