import { type AddressForm, hitAt } from './address-form.ts';
import { sixDigitsAfterBlank } from './address-places.ts';
import { isMedical } from './address-words.ts';

const house = String.raw`(?:H\.? ?No\.?|House(?: No\.?)?|Flat(?: No\.?)?|Plot(?: No\.?)?|Door No\.?|D\.? ?No\.?|No\.?|#)? ?\d[\dA-Za-z/-]{0,8}`;
const area = String.raw`(?:Sector|Phase|Block|Ward) \d{1,3}[A-Z]?|[A-Z][A-Za-z.'-]{1,20}(?: [A-Za-z0-9.'-]{1,20}){0,3}`;
const before = new RegExp(
  `(?<address>(?:(?:${house}|${area}), ?){1,4})(?<city>[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{2,20})?)[ ,]{0,2}[–-]? ?$`,
);

/** `H.No. 768, Gandhi Nagar, Chennai 600002`, `Sector 15, Noida - 201 301`: the code ends it, and a house or an area begins it. */
export const indianAddress: AddressForm = {
  placesIn: sixDigitsAfterBlank,
  pattern: /(?:[1-8]\d{5}|[1-8]\d{2} \d{3})(?![A-Za-z0-9]|[.,-]\d)/y,
  judge: (candidate) => {
    const found = before.exec(candidate.before);
    const { address = '', city = '' } = found?.groups ?? {};
    if (found === null || city.split(' ').some(isMedical) || address.split(/[ ,]+/).some(isMedical)) return undefined;
    if (!isIndian.test(address) && !candidate.isNamed()) return undefined;
    return hitAt(candidate, 0.75, { before: found[0].length });
  },
};

const isIndian =
  /(?<![A-Za-z])(?:H\.? ?No|House|Flat|Plot|Door|Nagar|Salai|Marg|Colony|Layout|Enclave|Vihar|Bagh|Chowk|Sector|Cross|Main|Road|Rd|Street|Gali|Puram|Pura|Wadi|Peth|Extension)(?![a-z])/;
