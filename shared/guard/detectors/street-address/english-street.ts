import type { Hit } from '../../detector.ts';
import { type AddressForm, type Candidate, hitAt } from './address-form.ts';
import { numbersBefore } from './address-places.ts';
import { isCounted, isMedical, isParticle, isUnit, letters, streetSuffixes, suffixKind } from './address-words.ts';
import { englishTail, type Tail } from './place-tail.ts';

const number = String.raw`(?<number>(?:\d{1,4}[-/])?\d{1,5}[A-Za-z]?(?: 1/2| ½)?)`;
const word = String.raw`(?:[${letters}][${letters}'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH))`;
const named = `(?<words>(?:${word} ){1,4}(?:${streetSuffixes}))`;
const road = 'Highway|HIGHWAY|Hwy|HWY|Route|ROUTE|Rte|County Road|COUNTY ROAD|State Road|STATE ROAD';
const numbered = String.raw`(?:(?:US|State|STATE|Old|OLD|County|COUNTY) )?(?:${road}) \d{1,4}`;
const single = String.raw`(?:(?:[NSEW]|North|South|East|West)\.? )?(?:Broadway|BROADWAY)|Avenue of the Americas|Ave(?:nue)? [A-Z]`;

/** `221B Baker Street`, `4521 N OAK ST APT 3, SPRINGFIELD, IL 62704`, `1200 Highway 12`. */
export const englishStreet: AddressForm = {
  placesIn: numbersBefore([...streetSuffixes.split('|'), ...'highway hwy route rte broadway avenue ave'.split(' ')], {
    mostDigits: 5,
    mostWords: 6,
  }),
  pattern: new RegExp(
    String.raw`(?=\d)(?<![A-Za-z0-9.:/$£€-]|\d,)${number},? {1,2}(?:${numbered}|${named}|${single})(?![${letters}0-9])`,
    'y',
  ),
  judge: (candidate) => {
    const words = candidate.match.groups?.words?.split(' ');
    return words === undefined ? numberedRoad(candidate) : longestStreet(candidate, words);
  },
};

/** `Highway 12` has no name of its own, so the house number has to be a long one. */
function numberedRoad(candidate: Candidate): Hit | undefined {
  const tail = englishTail(candidate.after);
  const isSure = tail.isTelling || candidate.isNamed();
  if (!isSure && digitsOf(candidate) < 2) return undefined;
  return hitAt(candidate, isSure ? 0.85 : 0.65, { after: tail.length });
}

/** `12 Forest Hill Road` and not `12 Forest Hill`; but `12 OAK ST` of `12 OAK ST SEEN BY DR`. */
function longestStreet(candidate: Candidate, words: readonly string[]): Hit | undefined {
  for (let last = words.length - 1; last > 0; last--) {
    const rest = words.slice(last + 1).map((one) => ` ${one}`);
    const hit = judgeStreet(candidate, words.slice(0, last + 1), rest.join(''));
    if (hit !== undefined) return hit;
  }
  return undefined;
}

interface Street {
  readonly name: readonly string[];
  readonly suffix: string;
  readonly digits: number;
  readonly after: string;
  readonly tail: Tail;
  /** A place, a flat or a word says that it is an address. */
  readonly isSure: boolean;
}

function judgeStreet(candidate: Candidate, words: readonly string[], rest: string): Hit | undefined {
  const name = words.slice(0, -1);
  const suffix = words.at(-1) ?? '';
  if (suffixKind(suffix) === undefined || (isAmount(name) && words.join(' ') !== 'MG Road')) return undefined;
  const after = rest + candidate.after;
  const tail = englishTail(after);
  const isSure = tail.isTelling || candidate.isNamed();
  if (!isCredible({ name, suffix, digits: digitsOf(candidate), after, tail, isSure })) return undefined;
  const before = flatBefore.exec(candidate.before)?.[0].length ?? 0;
  return hitAt(candidate, isSure ? 0.85 : 0.7, { before, after: tail.length - rest.length });
}

const flatBefore = /(?<![A-Za-z0-9])(?:Flat|FLAT|Apt|APT|Apartment|Unit|UNIT|Suite|SUITE)\.? [0-9A-Za-z]{1,5},? {1,2}$/;

/** `5 minutes from High Street`, `64 slice`: the number counts something. */
const isAmount = (name: readonly string[]): boolean =>
  isCounted(name[0] ?? '') || name.some((one, place) => isUnit(one) && (place === 0 || !isParticle(one)));

const digitsOf = ({ match }: Candidate): number => match.groups?.number?.replace(/\D/g, '').length ?? 0;

function isCredible(street: Street): boolean {
  const { name, suffix, digits, tail, isSure } = street;
  const kind = suffixKind(suffix);
  if (!isCapitalised(street)) return isSure && isCredibleInLowerCase(street);
  if (kind === 'plain') return name[0] === 'The' || name.some((one) => !isParticle(one));
  if (!isNobodysWord(street)) return tail.isTelling && kind !== 'rare';
  if (isSure || kind === 'rare') return isSure;
  return kind === 'guarded' ? digits > 1 || !isShouted(suffix) : standsAlone(street);
}

function isCredibleInLowerCase(street: Street): boolean {
  const kind = suffixKind(street.suffix);
  return kind === 'plain' || (kind !== 'rare' && street.digits > 1 && isNobodysWord(street));
}

const isCapitalised = ({ name, suffix }: Street): boolean =>
  [...name, suffix].every((one, place) => /^[^a-z]/.test(one) || (place > 0 && isParticle(one)));

const isShouted = (text: string): boolean => text === text.toUpperCase();

/** No body part and no abbreviation: `2 AX PD ST` has no vowels, `12 LEAD ST` is an electrocardiogram. */
const isNobodysWord = ({ name }: Street): boolean =>
  name.every(
    (one) =>
      !isMedical(one) &&
      (isParticle(one) || /^(?:[NSEW]{1,2}\.?|\d.*|St\.?|ST\.?|M[tT]\.?)$|[^\W\d_]*[aeiouy]/i.test(one)),
  ) && name.some((one) => /^\d|[^\W\d_]{3}/.test(one));

/** `4521 OAK ST` ends there; `ST elevation`, `Ct head` and `Dr Smith` go on. */
function standsAlone({ suffix, digits, after }: Street): boolean {
  if (suffix === 'CT' || (digits < 2 && !/^St\.?$/.test(suffix))) return false;
  return /^\.?(?:$|[,;)\]"\r\n\\/]|\.(?:\s|$)| ?[-–(]| (?:and|with|in|since|for|who|is|near|until|[NS][EW]?|[EW])(?![A-Za-z]))/.test(
    after,
  );
}
