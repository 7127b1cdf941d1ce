import type { Detector, Hit } from '../detector.ts';
import { type Haystack, segmentAt } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { surroundings } from './pattern-detector.ts';
import type { AddressForm, Candidate } from './street-address/address-form.ts';
import { addressLabel } from './street-address/address-words.ts';
import { belgianStreet } from './street-address/belgian-street.ts';
import { compoundStreet, prepositionStreet } from './street-address/compound-street.ts';
import { englishStreet } from './street-address/english-street.ts';
import { frenchStreet } from './street-address/french-street.ts';
import { indianAddress } from './street-address/indian-address.ts';
import { cityLine, continentalCity, postalBox, postcode } from './street-address/postal-line.ts';
import { romanceStreet } from './street-address/romance-street.ts';

const forms = [
  englishStreet,
  compoundStreet,
  prepositionStreet,
  romanceStreet,
  frenchStreet,
  belgianStreet,
  indianAddress,
  postalBox,
  cityLine,
  postcode,
  continentalCity,
];

/** There is no check digit in an address: a form says what one looks like, and words of medicine say what is none. */
export const streetAddress: Detector = {
  id: 'street-address',
  group: 'address',
  about:
    'Street addresses, post boxes and city lines as they are written in sixteen countries; what medicine writes with ST, DR, CT, PL or LN needs a place, a unit or a word such as address.',
  find: (haystack) => withoutOverlap(forms.flatMap((form) => [...hitsOf(form, haystack)])),
};

function* hitsOf(form: AddressForm, haystack: Haystack): Generator<Hit> {
  for (const match of matchesOf(form, haystack)) {
    const segment = segmentAt(haystack, match.index);
    if (isUid(segment)) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    const isNamed = () => addressLabel.test(surroundings(haystack, segment, span));
    if (isMachineText(segment) && !isNamed()) continue;
    const hit = form.judge(candidateOf(haystack.text, segment, match, isNamed));
    if (hit !== undefined) yield hit;
  }
}

function* matchesOf({ pattern, placesIn }: AddressForm, haystack: Haystack): Generator<RegExpExecArray> {
  let end = 0;
  for (const place of placesIn(haystack)) {
    if (place < end) continue;
    pattern.lastIndex = place;
    const match = pattern.exec(haystack.text);
    if (match === null) continue;
    yield match;
    end = match.index + match[0].length;
  }
}

/** How far an address may reach to both sides of what its pattern matched, in characters. */
const reach = 96;

function candidateOf(
  text: string,
  segment: { readonly start: number; readonly end: number },
  match: RegExpExecArray,
  isNamed: () => boolean,
): Candidate {
  const end = match.index + match[0].length;
  return {
    match,
    isNamed,
    before: text.slice(Math.max(segment.start, match.index - reach), match.index),
    after: text.slice(end, Math.min(segment.end, end + reach)),
  };
}

/** A street and the city line behind it are one address; the first and longest tells it. */
function* withoutOverlap(hits: Hit[]): Generator<Hit> {
  let end = 0;
  for (const hit of hits.sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (hit.start >= end) {
      end = hit.end;
      yield hit;
    }
  }
}
