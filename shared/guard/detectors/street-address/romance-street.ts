import type { Hit } from '../../detector.ts';
import { wordsOfPattern } from '../../landmarks.ts';
import { type AddressForm, type Candidate, hitAt } from './address-form.ts';
import { atWords } from './address-places.ts';
import { capitals, isMedical, letters } from './address-words.ts';
import { continentalTail } from './place-tail.ts';

const italian =
  'Via|VIA|Viale|VIALE|Piazza|PIAZZA|Piazzale|PIAZZALE|Corso|CORSO|Vicolo|VICOLO|Contrada|Strada|Largo|LARGO|V\\.le|P\\.zza|P\\.za|C\\.so';
const spanish =
  'Calle|CALLE|C/|Avenida|AVENIDA|Avda\\.?|AVDA\\.?|Paseo|PASEO|Plaza|PLAZA|Pza\\.|Carrer|CARRER|Carretera|Ctra\\.|Camino|Travesía|Ronda';
const portuguese =
  'Rua|RUA|R\\.|Av\\.|AV\\.|Av|AV|Travessa|TRAVESSA|Alameda|ALAMEDA|Praça|PRAÇA|Praca|PRACA|Estrada|ESTRADA|Rodovia|RODOVIA';
const polish = 'ul\\.|Ul\\.|UL\\.|ulica|Ulica|al\\.|Al\\.|AL\\.|aleja|Aleja|pl\\.|Pl\\.|PL\\.|os\\.|Os\\.';

const first = String.raw`(?:\d{1,2} (?:de |di )?)?(?:(?:d[aeio]s?|del|dell[aeo]|degli|la|las|los) ){0,2}(?:d['’])?[${capitals}][${letters}.'’ªº-]{0,24}`;
const more = `(?: (?:[${capitals}][${letters}.'’-]{0,24}|d[aeio]s?|del|dell[aeo]|dei|degli|la|las|los|e|y|i))`;
const numberSign = String.raw`(?:,? n\.?[ºo°]?\.? ?|,? N[ºo°]\.? ?|,? núm\.? ?|, ?| )`;
const units = '(?:mm|cm|ml|mg|mcg|kg|cc|h|min|sec|seg|F|f|Fr|FR|g|%|x|MM|CM|ML|MG)';

/** `Via Roma 12`, `Calle Mayor, 5`, `Rua das Flores, 123`, `ul. Długa 7/9`. */
export const romanceStreet: AddressForm = {
  placesIn: atWords(wordsOfPattern(`${italian}|${spanish}|${portuguese}|${polish}`)),
  pattern: new RegExp(
    String.raw`(?=[A-Zuapo])(?<![${letters}0-9/])(?<kind>${italian}|${spanish}|${portuguese}|${polish}) ?(?<name>${first}${more}{0,4})${numberSign}\d{1,5}(?:[-/](?:\d{1,4}|[A-Za-z](?![${letters}])))?(?: ?[A-Za-z](?![${letters}0-9]|\. ?\d)| bis| ter)?(?![${letters}0-9%]|[.,:]\d| ${units}(?![${letters}]))`,
    'y',
  ),
  judge: judgeStreet,
};

/** Injected via the right arm, AV node, et al.: such words begin a street only where more says so. */
const doubtful = /^(?:VIA|AV\.?|Av|AL\.|PL\.|[Oo]s\.|R\.|LARGO)$/;
const ended = /^(?:$|[,;)\]"\r\n\\]|\.(?:\s|$)| ?[-–(])/;

function judgeStreet(candidate: Candidate): Hit | undefined {
  const { kind = '', name = '' } = candidate.match.groups ?? {};
  const tail = continentalTail(candidate.after);
  const isSure = tail.isTelling || candidate.isNamed();
  if (name.split(' ').some(isMedical) && !tail.isTelling) return undefined;
  if (/et $/.test(candidate.before) || (!isSure && isDoubtful(kind, candidate))) return undefined;
  return hitAt(candidate, isSure ? 0.85 : 0.7, { after: tail.length });
}

function isDoubtful(kind: string, { after }: Candidate): boolean {
  return doubtful.test(kind) || (/^(?:Via|Largo)$/.test(kind) && !ended.test(after));
}
