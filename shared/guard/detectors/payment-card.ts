import type { Segment } from '../haystack.ts';
import { isLuhn } from './luhn.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { type PatternScores, patternDetector } from './pattern-detector.ts';
import { numberEnd, numberStart, tokenEnd, tokenStart } from './token-edges.ts';

/** ISO/IEC 7812: the ranges that the schemes issue from, with the lengths they issue. */
const issued: readonly { readonly range: RegExp; readonly lengths: readonly number[] }[] = [
  { range: /^4/, lengths: [16, 19] },
  { range: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { range: /^3[47]/, lengths: [15] },
  { range: /^(?:6011|64[4-9]|65|622(?:12[6-9]|1[3-9]|[2-8]|9[01]|92[0-5]))/, lengths: [16, 17, 18, 19] },
  { range: /^(?:30[0-5]|3095|36|38|39)/, lengths: [14] },
  { range: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { range: /^62/, lengths: [16, 17, 18, 19] },
];

/** Old Visa cards and Maestro: as long as article numbers, so a word has to name them. */
const rare: typeof issued = [
  { range: /^4/, lengths: [13] },
  { range: /^(?:50|5[6-8]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

const inFours = String.raw`\d{4}(?<four>[ -])\d{4}\k<four>\d{4}\k<four>\d{1,4}(?:\k<four>\d{1,3})?`;
const inSixes = String.raw`\d{4}(?<six>[ -])\d{6}\k<six>\d{4,5}`;

/** `Serial no. 4…` says what it is. */
const isNoSerial = String.raw`(?<!(?<![a-z])(?:serial|serien|ser|s\/n|sn|lot|ref|udi|gtin|barcode|accession|order|uid)(?: ?(?:no|nr|num|number|#))?[ .:#=-]{0,3})`;

/** One 16-digit serial number in ten passes the check digit, so grouping or a word has to say that it is a card. */
export const paymentCard = patternDetector({
  id: 'payment-card',
  group: 'financial',
  about:
    'Payment cards: 13 to 19 digits with the prefix and length of a scheme and a right check digit; ungrouped ones in prose or beside a word such as card or Visa.',
  pattern: new RegExp(
    `(?=\\d)${tokenStart}(?:${inFours}|${inSixes})${tokenEnd}|(?=\\d{13})${numberStart}${isNoSerial}\\d{13,19}${numberEnd}`,
    'gi',
  ),
  digits: [13, 14, 15, 16, 17, 18, 19],
  head: [4, 13, 14, 15, 16, 17, 18, 19],
  isValid: (match) => isCard(digitsOf(match)),
  context:
    /(?<![a-z])(?:card|visa|master ?card|amex|american express|credit|debit|discover|diners|jcb|maestro|cc|payment|paid|billing)(?![a-z])/i,
  scores: scoresOf,
  isExcluded: isUid,
});

const digitsOf = (match: string): string => match.replace(/\D/g, '');

const isOf = (ranges: typeof issued, digits: string): boolean =>
  ranges.some(({ range, lengths }) => lengths.includes(digits.length) && range.test(digits));

function isCard(digits: string): boolean {
  return (isOf(issued, digits) || isOf(rare, digits)) && !/^(\d)\1+$/.test(digits) && isLuhn(digits);
}

function scoresOf(match: string, segment: Segment): PatternScores {
  const digits = digitsOf(match);
  if (!isOf(issued, digits)) return { alone: 0.2, withContext: 0.75 };
  if (digits.length < match.length) return { alone: isMachineText(segment) ? 0.4 : 0.9, withContext: 0.95 };
  return { alone: isWithinProse(match, segment) ? 0.55 : 0.4, withContext: 0.85 };
}

/** A value that is nothing but the number may be any number; in prose and in comments, nobody writes sixteen such digits else. */
function isWithinProse(match: string, segment: Segment): boolean {
  const { place, text } = segment.source;
  if (isMachineText(segment)) return false;
  return text.length >= match.length + 8 || /Comments?$|History$|Remarks?$|^Reason|Text(?:Value)?$/.test(place.keyword);
}
