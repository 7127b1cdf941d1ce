import { isIPv6 } from 'node:net';
import type { Segment } from '../haystack.ts';
import { isMachineText, isUidOrNumber } from './machine-text.ts';
import type { PatternScores } from './pattern-detector.ts';
import { severalShapes } from './several-shapes.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const isNoVersion =
  '(?<!(?:(?<![a-z])(?:v|ver|version|versions|rev|revision|rel|release|build|patch|sw|software|fw|firmware|hw|hotfix)(?: (?:is|no|nr|number))?[ .:#=]{0,3}))';
const version4 = String.raw`(?<![a-z0-9.]|\d[-–])(?=\d{1,3}\.\d{1,3}\.\d)${isNoVersion}(?:${octet}\.){3}${octet}(?![a-z0-9]|\.\d|-(?!\d{1,3}\.)[a-z0-9])`;

const version6Start =
  '(?=[0-9a-f]{0,4}:[0-9a-f]{0,4}:)(?:(?<![a-z0-9.]|(?<![a-z])[0-9a-f]{1,4}:|::)(?=[0-9a-f])|(?<![a-z0-9:.])(?=::))';
const version6 = String.raw`${version6Start}(?:[0-9a-f]{0,4}:){2,7}(?:(?:${octet}\.){3}${octet}|[0-9a-f]{0,4})(?![a-z0-9:]|\.\d)`;

const context =
  /(?<![a-z])(?:ip|ipv[46]|ip4|ip6|lan|dns|host|hostname|addr|node|ping|router|subnet)(?![a-z])|server|address|gateway|https?:\/\/|network|workstation/i;

/** Four small numbers with dots are a version or a UID more often than an address, so places and words decide. */
export const ipAddress = severalShapes({
  id: 'ip-address',
  group: 'network',
  about:
    'IPv4 and IPv6 addresses; four numbers with dots are none as a version or in a UID, and small ones only beside a word such as IP or host.',
  shapes: [
    {
      pattern: new RegExp(version4, 'gi'),
      isValid: (match) => !/^(?:0|255)\./.test(match),
      context,
      scores: scoresOfFour,
      isExcluded: (segment) => isUidOrNumber(segment) || segment.source.place.keyword.includes('Version'),
    },
    {
      hint: /:[0-9a-f]{0,4}:/i,
      pattern: new RegExp(version6, 'gi'),
      isValid: isTellingIPv6,
      context,
      scores: { alone: 0.7, withContext: 0.9 },
      isExcluded: isUidOrNumber,
    },
  ],
});

function scoresOfFour(match: string, segment: Segment): PatternScores {
  if (isMachineText(segment)) return { alone: 0, withContext: 0.8 };
  if (/^(?:192\.168|172\.(?:1[6-9]|2\d|3[01])|127\.0)\./.test(match)) return { alone: 0.7, withContext: 0.9 };
  const isSmall = match.split('.').every((number) => Number(number) <= 20);
  if (match.startsWith('10.') && !isSmall) return { alone: 0.7, withContext: 0.9 };
  if (/^10\.0\.[01]\./.test(match)) return { alone: 0.5, withContext: 0.9 };
  const isUidRoot = /^(?:1\.[23]|2\.16)\./.test(match);
  return { alone: isSmall || isUidRoot ? 0.3 : 0.6, withContext: 0.85 };
}

/** `::1` and `12::30` are addresses too, but tell nobody from anybody; eight pairs are some other number. */
function isTellingIPv6(match: string): boolean {
  const groups = match.split(':').filter((group) => group !== '');
  const isTelling = groups.length >= 3 || /^(?:fe80|f[cd][0-9a-f]{2}|[23][0-9a-f]{3}):/i.test(match);
  return isTelling && groups.some((group) => group.length >= 3) && isIPv6(match);
}
