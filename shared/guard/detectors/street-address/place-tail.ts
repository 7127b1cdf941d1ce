import { capitals, letters } from './address-words.ts';

/** USPS Publication 28, appendix B. */
export const states =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
const provinces = 'AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|YT';

/** Without the letters that Royal Mail does not use there (BS 7666). */
export const ukPostcode = String.raw`[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])`;
export const canadianPostcode = String.raw`[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d(?![A-Za-z0-9])`;
export const canadianPlace = String.raw`(?:${provinces}),?\s{1,2}${canadianPostcode}`;
const zip = String.raw`\d{5}(?:-\d{4})?(?!\d)`;

const gap = String.raw`[,;]?[ \r\n]{1,3}`;
const direction = String.raw`(?:,? (?:[NS][EW]?|[EW]|North|South|East|West|NORTH|SOUTH|EAST|WEST)(?![A-Za-z])\.?)?`;
const unitName =
  'Apt|APT|apt|Apartment|APARTMENT|apartment|Unit|UNIT|unit|Suite|SUITE|suite|Ste|STE|Flat|FLAT|flat|Floor|FLOOR|Bldg|BLDG|Lot|LOT|#';
const unit = String.raw`(?<unit>[, ]{1,2}(?:${unitName})(?![A-Za-z])\.? ?#? ?[A-Za-z0-9-]{1,6}(?![A-Za-z0-9]))?`;
const town = `(?:${gap}[${capitals}][${letters}.'’-]{0,20}){0,6}?`;
const place = [
  String.raw`${gap}(?:${states})[,.]?\s{1,2}${zip}`,
  String.raw`,\s{1,2}[A-Z][a-z]{3,13}(?: [A-Z][a-z]{4,9})? (?:${zip}|\d{6}(?!\d))`,
  `${gap}${ukPostcode}`,
  `${gap}(?:${canadianPlace}|${canadianPostcode})`,
  String.raw`${gap}(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT),?\s\d{4}(?!\d)`,
  String.raw`,\s{1,2}(?:${states}|${provinces})(?![${letters}0-9])`,
].join('|');

const english = new RegExp(String.raw`^\.?${direction}${unit}(?:${town}(?<place>${place}))?`);

export interface Tail {
  /** Characters that belong to the address. */
  readonly length: number;
  /** It tells a flat or a place, which no sequence and no body part has. */
  readonly isTelling: boolean;
}

/** What follows a street in English: direction, flat, town with state or postcode. */
export function englishTail(after: string): Tail {
  const match = english.exec(after);
  return { length: match?.[0].length ?? 0, isTelling: (match?.groups?.unit ?? match?.groups?.place) !== undefined };
}

/** Postal codes of the continent and of Brazil, before or after their city. */
const code = String.raw`(?:[A-Z]{1,2}-)?(?:\d{5}(?:-\d{3})?|\d{4}(?: ?[A-Z]{2})?|\d{3} \d{2}|\d{2}-\d{3})`;
const city = `[${capitals}][${letters}'’.-]{1,25}(?:[ -][${capitals}][${letters}'’.-]{1,20}){0,2}`;
const detail = String.raw`(?:,? (?:apto|apt|app|ap|piso|planta|esc|bloco|int|lgh|m|bte|Top|Whg)\.? ?[0-9A-Za-zº]{1,6}|,? \d{1,2}º ?[A-Za-z.]{0,5}| - [${capitals}][${letters}]{2,20})`;
const codeFirst = String.raw`(?:[,;]?[ \r\n]{1,3}|, ?)${code}\s{1,2}${city}`;
const cityFirst = String.raw`, ${city}(?: ?[-/] ?[A-Z]{2})?,? (?:CEP:? )?\d{5}-\d{3}(?!\d)`;
const continental = new RegExp(`^(?:${detail}){0,2}(?:${codeFirst}|${cityFirst})`);

/** What follows a street on the continent: the postal code and its city. */
export function continentalTail(after: string): Tail {
  const length = continental.exec(after)?.[0].length ?? 0;
  return { length, isTelling: length > 0 };
}
