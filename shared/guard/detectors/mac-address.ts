import { isUidOrNumber } from './machine-text.ts';
import { type PatternScores, patternDetector } from './pattern-detector.ts';

const start = '(?<![A-Za-z0-9]|(?<![A-Za-z0-9])[0-9a-f]{2,4}[:.-])';
const end = '(?![A-Za-z0-9]|[:.-][A-Za-z0-9])';
const pairs = String.raw`[0-9a-f]{2}(?<gap>[:-])(?:[0-9a-f]{2}\k<gap>){4}[0-9a-f]{2}`;
const fours = String.raw`[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}`;

/** IEEE 802: names one network card, and so a workstation or a person's telephone. */
export const macAddress = patternDetector({
  id: 'mac-address',
  group: 'network',
  about:
    'Hardware addresses of network cards: six pairs of hexadecimal digits, or three fours with dots; not all zeros or ones.',
  pattern: new RegExp(`${start}(?:${pairs}|${fours}|(?<=(?:mac|hwaddr|ether)[ :=]{1,3})[0-9a-f]{12})${end}`, 'gi'),
  isValid: (match) => !/^(?:0+|f+)$/i.test(match.replace(/[^0-9a-f]/gi, '')),
  context:
    /(?<![a-z])mac(?![a-z])|hwaddr|ethernet|(?<![a-z])ether(?![a-z])|(?:hardware|physical) address|network|wi-?fi|bluetooth/i,
  scores: scoresOf,
  isExcluded: isUidOrNumber,
});

/** Digits alone with hyphens or dots could be any number; with colons, nothing else has six pairs. */
function scoresOf(match: string): PatternScores {
  const isPlainNumber = /^[\d.-]+$/.test(match);
  return { alone: isPlainNumber ? 0.3 : 0.75, withContext: 0.9 };
}
