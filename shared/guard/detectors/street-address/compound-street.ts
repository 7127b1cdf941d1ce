import { type AddressForm, hitAt } from './address-form.ts';
import { atWords, numbersAfterEndings } from './address-places.ts';
import { capitals, isMedical, letters } from './address-words.ts';
import { continentalTail } from './place-tail.ts';

/** German, Dutch and Scandinavian words for street end its name; a name of its own may stand before. */
const ends = [
  ...['straße', 'strasse', 'str\\.', 'str', 'allee', 'gasse', 'platz', 'weg', 'damm', 'ring', 'chaussee', 'promenade'],
  ...['straat', 'laan', 'plein', 'gracht', 'kade', 'dijk', 'singel', 'dreef', 'steeg'],
  ...['gatan', 'gata', 'vägen', 'gränd', 'torg', 'stigen', 'gade', 'vej', 'veien'],
  ...['vejen', 'gaden', 'vænget', 'torvet', 'plads', 'stræde', 'torget', 'markt'],
];
const end = ends.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]).join('|');

/** In a hospital, a way is an airway, a place is one to work at, and `str.` may be the end of any word. */
const otherWords =
  /^(?:(?:atem|harn|gallen|luft|lucht|urine|rück|hin|aus|um|ab|.*ungs|.*nahme|.*leitungs|.*infektions)weg|(?:.*arbeits|.*liege|mess|bett|stell|park|sitz|.*ungs|.*nahme|.*intensiv|röntgen|kontroll|befund|geräte)platz|(?:.*(?:kon|con|ntra|mon|men|gi|ni|che|ga|di|illu|ob)|in|re|sub|lo|ex)str\.?|(?:blok|de|ar|kas|barri|blo)kade)$/i;

const preceding = new RegExp(
  `(?<words>(?:[${capitals}][${letters}.'’-]{0,30} ){0,3}[${letters}'’.-]{1,40})(?<comma>,?) $`,
);
const streetEnd = new RegExp(`(?:${end})$`);

/** `Musterstraße 12, 10115 Berlin`, `Berliner Str. 5a`, `Kerkstraat 12`, `Storgatan 1`. */
export const compoundStreet: AddressForm = {
  placesIn: numbersAfterEndings(ends.map((word) => word.replace('\\', ''))),
  pattern: new RegExp(
    String.raw`\d(?<=[a-zA-Zß.],? \d)(?<=(?:${end}),? \d)\d{0,3}(?:[-/]\d{1,4})?(?: ?[a-zA-Z](?![${letters}0-9])| bis)?(?![${letters}0-9]|[.,]\d)`,
    'y',
  ),
  judge: (candidate) => {
    const { words: before = '', comma = '' } = preceding.exec(candidate.before)?.groups ?? {};
    const words = before.split(' ');
    const tail = continentalTail(candidate.after);
    const isSure = tail.isTelling || candidate.isNamed();
    const length = streetLength(words, isSure);
    if (length === 0 || (comma !== '' && !tail.isTelling)) return undefined;
    return hitAt(candidate, isSure ? 0.9 : 0.75, { before: length + comma.length + 1, after: tail.length });
  },
};

/** Squares and canals that are a street's whole name: `Torvet 145`, `Markt 243`, `Singel 90`. */
const inPlainForm = /^(?:Torvet|Torget|Markt|Singel|Plein|Gracht)$/;

/** How many characters before the number are the street's; 0 where it is none. */
function streetLength(words: readonly string[], isSure: boolean): number {
  const last = words.at(-1) ?? '';
  const previous = words.at(-2) ?? '';
  const isWholeWord = last.replace(streetEnd, '') === '';
  if (isWholeWord && isSure && inPlainForm.test(last) && !/^[^a-z]/.test(previous)) return last.length;
  if (
    otherWords.test(last) ||
    (/ring$/i.test(last) && !isSure && !/rring$/i.test(last)) ||
    !/^[^a-z]/.test(isWholeWord ? previous : last)
  )
    return 0;
  if (!isWholeWord) return last.length;
  if (isMedical(previous) || !isNameBefore(previous, last, isSure)) return 0;
  return previous.length + 1 + last.length;
}

/** `Berliner Platz 3` is one, `Patient Platz 3` is not: only streets follow a name in its plain form. */
const isNameBefore = (previous: string, last: string, isSure: boolean): boolean =>
  previous.length > 1 && (/^str/i.test(last) || isSure || /(?:er|en|es|-)$/i.test(previous));

/** `Am Markt 5`, `An der Mühle 12a`: also said of pictures and days, so a city or a word has to say that it is an address. */
export const prepositionStreet: AddressForm = {
  placesIn: atWords('Am Im An Auf In Bei Vor Hinter Unter Zum Zur'.split(' ')),
  pattern: new RegExp(
    String.raw`(?=[AIBVHUZ])(?<![${letters}0-9])(?:Am|Im|(?:An|Auf|In|Bei|Vor|Hinter|Unter) (?:der|den|dem)|Zum|Zur) [${capitals}][${letters}-]{2,25} \d{1,3} ?[a-z]?(?![${letters}0-9]|[.,]\d)`,
    'y',
  ),
  judge: (candidate) => {
    const tail = continentalTail(candidate.after);
    return tail.isTelling || candidate.isNamed() ? hitAt(candidate, 0.75, { after: tail.length }) : undefined;
  },
};
