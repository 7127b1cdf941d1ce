import { isIPv6 } from 'node:net';
import type { Detector, Hit } from '../detector.ts';
import { type Haystack, type Segment, segmentAt } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { followsMachine, followsVersionWord, isNetworkPlace } from './network-words.ts';
import { surroundings } from './pattern-detector.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const version4 = new RegExp(String.raw`(?:${octet}\.){3}${octet}(?![a-z0-9]|\.\d|-(?!\d{1,3}\.)[a-z0-9])`, 'iy');
/** Within a word, a longer dotted number or a hyphenated one; asked after the match, so that the search for digits stays fast. */
const isWithin = (before: string): boolean => /[a-z0-9.]$|\d[-–]$/i.test(before);

const version6 = new RegExp(
  String.raw`(?<![a-z0-9.]|(?<![a-z])[0-9a-f]{1,4}:|::)(?:[0-9a-f]{0,4}:){2,7}(?:(?:${octet}\.){3}${octet}|[0-9a-f]{0,4})(?![a-z0-9:]|\.\d)`,
  'iy',
);
const twoColons = /:(?=[0-9a-f]{0,4}:)/gi;

/** Four small numbers with dots are a version or a UID more often than an address, so places and words decide. */
export const ipAddress: Detector = {
  id: 'ip-address',
  group: 'network',
  about:
    'IPv4 and IPv6 addresses; four numbers with dots are none as a version, after the name of a program or in a UID, and small ones only beside a word such as IP or host.',
  *find(haystack) {
    yield* fours(haystack);
    yield* sixes(haystack);
  },
};

function* fours(haystack: Haystack): Generator<Hit> {
  for (const start of startsOfFours(haystack)) {
    version4.lastIndex = start;
    const match = version4.exec(haystack.text)?.[0];
    if (match === undefined) continue;
    const segment = segmentAt(haystack, start);
    if (/^(?:0|255)\./.test(match) || isUid(segment)) continue;
    if (segment.source.place.keyword.includes('Version')) continue;
    const end = start + match.length;
    const before = haystack.text.slice(Math.max(segment.start, start - 48), start);
    const after = haystack.text.slice(end, Math.min(segment.end, end + 48));
    if (!isWithin(before) && !followsVersionWord(before))
      yield { start, end, score: scoreOf(match, { before, after, segment }) };
  }
}

/** Four numbers with dots between. */
function startsOfFours({ text, landmarks: { digits } }: Haystack): number[] {
  const { starts, ends } = digits;
  const places: number[] = [];
  let dots = 0;
  for (let run = 1; run < starts.length; run++) {
    const end = ends[run - 1] as number;
    dots = starts[run] === end + 1 && text.charAt(end) === '.' ? dots + 1 : 0;
    if (dots >= 3) places.push(starts[run - 3] as number);
  }
  return places;
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly segment: Segment;
}

function scoreOf(match: string, { before, after, segment }: Surroundings): number {
  const isNamed = isNetworkPlace(before, after) || /Network|URI|URL/.test(segment.source.place.keyword);
  if (isMachineText(segment)) return isNamed ? 0.8 : 0;
  if (isNamed) return 0.85;
  if (/^(?:192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|127\.0)\./.test(match)) return 0.7;
  return match.startsWith('10.') ? scoreOfTen(match, before) : scoreOfPublic(match, before);
}

const numbersOf = (match: string): number[] => match.split('.').map(Number);

/** Of a name, before a number: `ImageServer `, `PACS-`. */
const followsWord = (before: string): boolean => /[a-zÀ-ž][\w™®)]{0,32}[ _/-]{1,2}$/i.test(before);

/** RFC 1918, and the tenth version of something. */
function scoreOfTen(match: string, before: string): number {
  if (followsMachine(before)) return 0.7;
  if (followsWord(before) && isLikeVersion(match, 40)) return 0.3;
  if (/^10\.0\.[01]\./.test(match)) return 0.5;
  return numbersOf(match).every((number) => number <= 20) ? 0.3 : 0.7;
}

function scoreOfPublic(match: string, before: string): number {
  if (/^\d\./.test(match)) return 0.3;
  const isUidRoot = /^(?:1\.[23]|2\.16)\./.test(match);
  const isVersion = followsWord(before)
    ? isLikeVersion(match, 40) || /^[12]?\d\.1?\d\./.test(match)
    : isLikeVersion(match, 20);
  return isUidRoot || isVersion ? 0.3 : 0.6;
}

/** Versions count upward from nothing; only the last number, of the build, is ever large. */
const isLikeVersion = (match: string, most: number): boolean =>
  numbersOf(match)
    .slice(0, 3)
    .every((number) => number <= most);

const context6 =
  /(?<![a-z])(?:ip|ipv[46]|ip4|ip6|lan|dns|host|hostname|addr|node|ping|router|subnet)(?![a-z])|server|address|gateway|https?:\/\/|network|workstation/i;

/** Two colons are rare and fast to find, so the pattern is tried at the digits before them only. */
function* sixes(haystack: Haystack): Generator<Hit> {
  let tried = 0;
  for (const { index } of haystack.text.matchAll(twoColons)) {
    const start = beginningOf(haystack.text, index);
    if (start < tried) continue;
    version6.lastIndex = start;
    const match = version6.exec(haystack.text)?.[0];
    if (match === undefined || !isTellingIPv6(match)) continue;
    const segment = segmentAt(haystack, start);
    const end = start + match.length;
    tried = end;
    const isNamed = context6.test(surroundings(haystack, segment, { start, end }));
    if (!isUid(segment)) yield { start, end, score: isNamed ? 0.9 : 0.7 };
  }
}

function beginningOf(text: string, colon: number): number {
  let start = colon;
  while (start > 0 && colon - start < 4 && /[0-9a-f]/i.test(text.charAt(start - 1))) start--;
  return start;
}

/** `::1` and `12::30` are addresses too, but tell nobody from anybody; eight pairs are some other number. */
function isTellingIPv6(match: string): boolean {
  const groups = match.split(':').filter((group) => group !== '');
  const isTelling = groups.length >= 3 || /^(?:fe80|f[cd][0-9a-f]{2}|[23][0-9a-f]{3}):/i.test(match);
  return isTelling && groups.some((group) => group.length >= 3) && isIPv6(match);
}
