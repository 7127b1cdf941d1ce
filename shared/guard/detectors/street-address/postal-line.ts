import type { Hit } from '../../detector.ts';
import { type AddressForm, type Candidate, hitAt } from './address-form.ts';
import { aroundWords, capitalsBeforeDigits, capitalsBeforeFiveDigits, fiveDigitsBeforeWord } from './address-places.ts';
import { capitals, isMedical, letters } from './address-words.ts';
import { canadianPlace, canadianPostcode, continentalTail, englishTail, states, ukPostcode } from './place-tail.ts';
import { isZipOfState } from './zip-of-state.ts';

const boxes = String.raw`[Pp]\.? ?[Oo]\.? ?(?:[Bb]ox|BOX)|[Pp]ost [Oo]ffice [Bb]ox|POST OFFICE BOX|Postfach|POSTFACH|Postbus|POSTBUS|Apartado(?: de [Cc]orreos)?|Casella [Pp]ostale|Caixa [Pp]ostal|Private Bag|Locked Bag|Box postale|(?:RR|R\.R\.|HC|Rural Route) ?#? ?\d{1,3},? (?:Box|BOX)`;

/** `P.O. Box 123`, `Postfach 1234`, `RR 2 Box 45`. */
export const postalBox: AddressForm = {
  placesIn: aroundWords('box bag postfach postbus apartado casella caixa postale'.split(' '), 20),
  pattern: new RegExp(
    String.raw`(?=[PpACLBRH])(?<![${letters}0-9])(?:${boxes}) ?(?:#|[Nn]o\.? ?)?\d{1,6}(?![${letters}0-9])`,
    'y',
  ),
  judge: (candidate) => {
    const english = englishTail(candidate.after);
    const tail = english.isTelling ? english : continentalTail(candidate.after);
    return hitAt(candidate, 0.8, { after: tail.length });
  },
};

const townBefore = new RegExp(
  `(?<town>[${capitals}][${letters}.'’-]{1,20}(?: [${capitals}][${letters}.'’-]{1,20}){0,3})(?<comma>,?) $`,
);

/** `Springfield, IL 62704`: the state is one of its ZIP code, or the town is written as one. */
export const cityLine: AddressForm = {
  placesIn: capitalsBeforeFiveDigits,
  pattern: new RegExp(
    String.raw`(?=[A-Z])(?<=[${letters}.],? )(?<state>${states})[, ]{1,2}(?<zip>\d{5})(?:-\d{4})?(?![${letters}0-9]|[.-]\d)`,
    'y',
  ),
  judge: (candidate) => {
    const { state = '', zip = '' } = candidate.match.groups ?? {};
    const { town = '', comma = '' } = townBefore.exec(candidate.before)?.groups ?? {};
    if (town === '' || town.split(' ').some(isMedical)) return undefined;
    const isWrittenAsTown = comma !== '' && /[a-z]/.test(town) && !isTitle(state);
    if (!isWrittenAsTown && !isZipOfState(zip, state) && !candidate.isNamed()) return undefined;
    return hitAt(candidate, 0.75, { before: town.length + comma.length + 1 });
  },
};

/** `Smith, MD 12345`: a degree or an abbreviation of the house, where the code is of another state. */
const isTitle = (state: string): boolean => /^(?:MD|DO|PA|MA|MS|ID|CT|OR|IN|ME|HI|OK)$/.test(state);

/** `SW1A 2AA`, `M5V 3L9`: four other things have this form, so a word or a province has to stand beside it. */
export const postcode: AddressForm = {
  placesIn: capitalsBeforeDigits,
  pattern: new RegExp(`(?=[A-Z])(?<![A-Za-z0-9])(?:${ukPostcode}|(?<place>${canadianPlace})|${canadianPostcode})`, 'y'),
  judge: (candidate) => {
    const isPlace = candidate.match.groups?.place !== undefined;
    return isPlace || candidate.isNamed() ? hitAt(candidate, 0.7) : undefined;
  },
};

const numberBefore = new RegExp(`[${letters}0-9.-]$`);

/** `Am Markt 5, 12345 Berlin`, `D-10115 Berlin`: the city tells the street, whatever it is called. */
export const continentalCity: AddressForm = {
  placesIn: fiveDigitsBeforeWord,
  pattern: new RegExp(String.raw`(?<!\d)\d{5} (?<city>[${capitals}][a-z\u00df-\u017f-]{2,25})(?![${letters}0-9])`, 'y'),
  judge: judgeCity,
};

const countryBefore = new RegExp(`(?<![${letters}0-9])(?:D|A|CH|F|I|E|NL|B|PL|S|SE)-$`);
const streetBefore = new RegExp(`[${capitals}][${letters}.'’-]{1,30} \\d{1,4} ?[a-zA-Z]?, {1,2}$`);

function judgeCity(candidate: Candidate): Hit | undefined {
  const { before, match } = candidate;
  const street = streetBefore.exec(before)?.[0] ?? '';
  const country = countryBefore.exec(before)?.[0] ?? '';
  const isOfNumber = country === '' && numberBefore.test(before);
  if (isOfNumber || [...street.split(' '), match.groups?.city ?? ''].some(isMedical)) return undefined;
  if (street + country === '' && !candidate.isNamed()) return undefined;
  return hitAt(candidate, street === '' ? 0.65 : 0.8, { before: street.length + country.length });
}
