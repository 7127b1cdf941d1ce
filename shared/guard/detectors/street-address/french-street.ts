import type { Hit } from '../../detector.ts';
import { wordsOfPattern } from '../../landmarks.ts';
import { type AddressForm, type Candidate, hitAt } from './address-form.ts';
import { numbersBefore } from './address-places.ts';
import { capitals, isMedical, letters } from './address-words.ts';
import { continentalTail } from './place-tail.ts';

const sure =
  'rue|Rue|RUE|avenue|Avenue|boulevard|Boulevard|bd\\.?|Bd\\.?|av\\.|Av\\.|chemin|Chemin|CHEMIN|impasse|Impasse|IMPASSE|quai|Quai|QUAI|allée|Allée|ALLÉE|allées|ruelle|sentier|faubourg|Faubourg';
const doubtful =
  'place|Place|PLACE|route|Route|ROUTE|cours|Cours|COURS|square|Square|passage|Passage|villa|Villa|AVENUE|BOULEVARD';
const link = `(?:de la |de l['’] ?|des |du |de |d['’] ?|aux? |la |le |les |DE LA |DE L['’] ?|DES |DU |DE |D['’] ?|LA |LE )`;
const word = `[${capitals}][${letters}.'’-]{0,24}`;

/** `12 bis rue de la République, 69002 Lyon`; the number comes first, the name last. */
export const frenchStreet: AddressForm = {
  placesIn: numbersBefore(wordsOfPattern(`${sure}|${doubtful}`), { mostDigits: 4, mostWords: 3 }),
  pattern: new RegExp(
    String.raw`(?=\d)(?<![A-Za-z0-9.:/-]|\d,)(?<number>\d{1,4})(?:[-/]\d{1,4})?(?: ?(?:bis|ter|quater|BIS|TER)| ?[A-D])?,? (?:${sure}|(?<doubtful>${doubtful})) (?<link>${link})?(?<name>\d{1,2} ${word}|${word}(?:[ -](?:${word}|(?:de|du|des|la|le|et|l['’]|d['’])[ ]?${word})){0,4})`,
    'y',
  ),
  judge: judgeStreet,
};

/** A tube in place and a drug by the oral route have their words in common with squares and roads. */
function judgeStreet(candidate: Candidate): Hit | undefined {
  const { number = '', doubtful: doubt, link: linked, name = '' } = candidate.match.groups ?? {};
  const tail = continentalTail(candidate.after);
  const isSure = tail.isTelling || candidate.isNamed();
  if (name.split(/[ -]/).some(isMedical) && !tail.isTelling) return undefined;
  const isNameOfSomebody = linked !== undefined || /^[^ ]+[ -][^ ]*[a-z]/.test(name);
  if (doubt !== undefined && !isSure && (!isNameOfSomebody || number.length < 2)) return undefined;
  return hitAt(candidate, isSure ? 0.85 : 0.7, { after: tail.length });
}
