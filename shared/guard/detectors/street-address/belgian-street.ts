import { wordsOfPattern } from '../../landmarks.ts';
import { type AddressForm, hitAt } from './address-form.ts';
import { atWords } from './address-places.ts';
import { capitals, letters } from './address-words.ts';
import { continentalTail } from './place-tail.ts';

const kinds =
  'rue|Rue|RUE|avenue|Avenue|AVENUE|boulevard|Boulevard|BOULEVARD|chaussée|Chaussée|CHAUSSÉE|chemin|Chemin|quai|Quai|place|Place|square|Square|drève|Drève|clos|Clos|Steenweg|STEENWEG';
const word = `[${capitals}][${letters}.'’-]{0,24}`;
const link = `(?:(?:de la|de l['’]|des|du|de|d['’]|aux?|la|le|les|op|naar|DE LA|DES|DU|DE|LA|LE) ?){0,2}`;

/** `Rue du Midi 86, 1000 Bruxelles`, `Steenweg op Gent 12, 9000 Gent`: the number comes last, and a city or a word says what it is. */
export const belgianStreet: AddressForm = {
  placesIn: atWords(wordsOfPattern(kinds)),
  pattern: new RegExp(
    String.raw`(?<![${letters}0-9/-])(?:${kinds}) ${link}${word}(?:[ -](?:${link})?${word}){0,4},? (?:n[°º] ?)?\d{1,4} ?[A-Za-z]?(?![${letters}0-9]|[.,]\d)`,
    'y',
  ),
  judge: (candidate) => {
    const tail = continentalTail(candidate.after);
    return tail.isTelling || candidate.isNamed() ? hitAt(candidate, 0.85, { after: tail.length }) : undefined;
  },
};
