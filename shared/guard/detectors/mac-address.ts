import { isUid } from './machine-text.ts';
import type { PatternScores } from './pattern-detector.ts';
import { type Shape, severalShapes } from './several-shapes.ts';

const start = '(?=[0-9a-f]{2}[0-9a-f:-])(?<![A-Za-z0-9]|(?<![A-Za-z0-9])[0-9a-f]{2,4}[:.-])';
const end = '(?![A-Za-z0-9]|[:.-][A-Za-z0-9])';

const rules: Omit<Shape, 'pattern'> = {
  isValid: (match) => !/^(?:0+|f+)$/i.test(match.replace(/[^0-9a-f]/gi, '')),
  context:
    /(?<![a-z])mac(?![a-z])|hw ?addr|ethernet|(?<![a-z])(?:nic|eth\d)(?![a-z])|(?<![a-z])ether(?![a-z])|(?:hardware|physical) address|network|wi-?fi|bluetooth/i,
  scores: scoresOf,
  isExcluded: isUid,
};

/** IEEE 802: names one network card, and so a workstation or a person's telephone. */
export const macAddress = severalShapes({
  id: 'mac-address',
  group: 'network',
  about:
    'Hardware addresses of network cards: six pairs of hexadecimal digits, or three fours with dots; not all zeros or ones.',
  shapes: [
    {
      ...rules,
      anchors: [
        { needle: ':', before: 2, again: 3 },
        { needle: '-', before: 2, again: 3 },
      ],
      pattern: new RegExp(String.raw`${start}[0-9a-f]{2}(?<gap>[:-])(?:[0-9a-f]{2}\k<gap>){4}[0-9a-f]{2}${end}`, 'gi'),
    },
    {
      ...rules,
      hint: /\.[0-9a-f]{4}\.[0-9a-f]{4}(?![0-9a-z]|\.[0-9a-z])/i,
      pattern: new RegExp(String.raw`${start}[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}${end}`, 'gi'),
    },
    {
      ...rules,
      hint: /(?:mac|hwaddr|ether)[ :=]{1,3}[0-9a-f]{12}/i,
      pattern: new RegExp(`(?<=(?:mac|hwaddr|ether)[ :=]{1,3})[0-9a-f]{12}${end}`, 'gi'),
    },
  ],
});

/** Digits alone with hyphens or dots could be any number; with colons, nothing else has six pairs. */
function scoresOf(match: string): PatternScores {
  const isPlainNumber = /^[\d.-]+$/.test(match);
  return { alone: isPlainNumber ? 0.3 : 0.75, withContext: 0.9 };
}
