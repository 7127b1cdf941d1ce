import { luhnDigit, modulo, twoDigits, weighted } from './check-digits.ts';
import { dayBetween } from './person.ts';
import type { Random } from './random.ts';
import { labelled, type PlantType } from './written.ts';

/** NHS Data Dictionary: modulus 11, a check of 10 is not given out. */
const nhs: PlantType = {
  id: 'uk-nhs-number',
  class: 'format',
  write(random) {
    const number = modulusEleven(random, () => `${random.pick(['4', '6', '7'])}${random.digits(8)}`);
    const value = grouped(number, [3, 3, 4], random.pick([' ', ' ', '', '-']));
    return labelled(random, value, [
      {
        language: 'en',
        forms: [
          'NHS No. <>',
          'NHS number: <>',
          'NHS no <>',
          'NHS# <>',
          'NHS <>',
          'NHS Number <>',
          'NHS: <>',
          'nhs no: <>',
        ],
      },
    ]);
  },
};

/** Public Health Scotland: birth date, three digits, modulus 11. */
const chi: PlantType = {
  id: 'uk-chi-number',
  class: 'format',
  write(random) {
    const number = modulusEleven(random, () => {
      const { year, month, day } = dayBetween(random, 1930, 1999);
      return `${twoDigits(day)}${twoDigits(month)}${twoDigits(year % 100)}${random.digits(3)}`;
    });
    return labelled(random, grouped(number, [6, 4], random.pick(['', '', ' '])), [
      {
        language: 'en',
        forms: ['CHI <>', 'CHI: <>', 'CHI number <>', 'CHI no. <>', 'CHI No: <>', 'Community Health Index <>'],
      },
    ]);
  },
};

function modulusEleven(random: Random, body: () => string): string {
  const nine = body();
  const check = (11 - (weighted(nine, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return check === 10 ? modulusEleven(random, body) : `${nine}${check}`;
}

export function grouped(text: string, sizes: readonly number[], separator: string): string {
  const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0));
  return sizes.map((size, index) => text.slice((ends[index] ?? 0) - size, ends[index])).join(separator);
}

const badPrefixes = new Set(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ']);

/** HMRC NIM39110. */
const nino: PlantType = {
  id: 'uk-nino',
  class: 'format',
  write(random) {
    const number = `${ninoPrefix(random)}${random.digits(6)}${random.letters(1, 'ABCD')}`;
    const value = random.chance(0.5) ? grouped(number, [2, 2, 2, 2, 1], ' ') : number;
    return labelled(random, value, [
      {
        language: 'en',
        forms: [
          'NI number <>',
          'NINO <>',
          'NI no. <>',
          'National Insurance number: <>',
          'Nat Ins <>',
          'NI: <>',
          'N.I. No. <>',
          '<>',
        ],
      },
    ]);
  },
};

function ninoPrefix(random: Random): string {
  const prefix = random.letters(1, 'ABCEGHJKLMNOPRSTWXYZ') + random.letters(1, 'ABCEGHJKLMNPRSTWXYZ');
  return badPrefixes.has(prefix) ? ninoPrefix(random) : prefix;
}

/** GKV: the letter as two digits, weights 1 and 2 with cross sums, modulus 10. */
const kvnr: PlantType = {
  id: 'de-kvnr',
  class: 'format',
  write(random) {
    const letter = random.letters(1);
    const body = random.digits(8);
    const digits = `${twoDigits(letter.charCodeAt(0) - 64)}${body}`;
    const sum = [...digits].reduce((total, digit, index) => {
      const product = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (product > 9 ? product - 9 : product);
    }, 0);
    return labelled(random, `${letter}${body}${sum % 10}`, [
      {
        language: 'de',
        forms: [
          'KVNR <>',
          'KVNR: <>',
          'KV-Nr. <>',
          'Versichertennummer <>',
          'Versicherten-Nr.: <>',
          'Krankenversichertennummer <>',
          'Vers.-Nr. <>',
          'eGK <>',
        ],
      },
    ]);
  },
};

/** INSEE: sex, year, month, place, order; key 97 − n mod 97, Corsica as 19 and 18. */
const nir: PlantType = {
  id: 'fr-nir',
  class: 'format',
  write(random) {
    const place = random.chance(0.1)
      ? random.pick(['2A', '2B'])
      : twoDigits(random.whole(1, 95) === 20 ? 21 : random.whole(21, 95));
    const body = `${random.whole(1, 2)}${twoDigits(random.whole(30, 99))}${twoDigits(random.whole(1, 12))}${place}${String(random.whole(1, 899)).padStart(3, '0')}${String(random.whole(1, 899)).padStart(3, '0')}`;
    const key = twoDigits(97 - modulo(body.replace('2A', '19').replace('2B', '18'), 97));
    const spaced = grouped(`${body}${key}`, [1, 2, 2, 2, 3, 3, 2], ' ');
    return labelled(random, random.chance(0.6) ? spaced : `${body}${key}`, [
      {
        language: 'fr',
        forms: [
          'NIR <>',
          'NIR : <>',
          'N° de sécurité sociale <>',
          'numéro de sécurité sociale : <>',
          'n° sécu <>',
          'N° SS : <>',
          'INS <>',
          'immatriculation SS <>',
        ],
      },
    ]);
  },
};

const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Ministerio del Interior: the letter is the number modulo 23; X, Y, Z count as 0, 1, 2. */
const dniNie: PlantType = {
  id: 'es-dni-nie',
  class: 'format',
  write(random) {
    const isForeigner = random.chance(0.3);
    const first = isForeigner ? random.letters(1, 'XYZ') : '';
    const digits = isForeigner ? random.digits(7) : `${random.whole(1, 9)}${random.digits(7)}`;
    const letter = dniLetters[modulo(`${isForeigner ? 'XYZ'.indexOf(first) : ''}${digits}`, 23)] ?? '';
    const dotted = isForeigner ? `${first}-${digits}-${letter}` : `${grouped(digits, [2, 3, 3], '.')}-${letter}`;
    const value = random.pick([`${first}${digits}${letter}`, `${first}${digits}-${letter}`, dotted]);
    const forms = isForeigner
      ? ['NIE <>', 'NIE: <>', 'N.I.E. <>']
      : ['DNI <>', 'DNI: <>', 'D.N.I. <>', 'NIF <>', 'DNI nº <>', 'documento de identidad <>'];
    return labelled(random, value, [{ language: 'es', forms }]);
  },
};

const oddValues: Readonly<Record<string, number>> = Object.fromEntries(
  [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((each, index) => [
    each,
    [
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
      22, 25, 24, 23,
    ][index] ?? 0,
  ]),
);

/** D.M. 23/12/1976: consonants, year, month letter, day (+40 for women), municipality, control letter. */
const codiceFiscale: PlantType = {
  id: 'it-codice-fiscale',
  class: 'format',
  write(random) {
    const consonants = () => random.letters(3, 'BCDFGLMNPRSTVZ');
    const { year, month, day } = dayBetween(random, 1930, 2010);
    const born = `${twoDigits(year % 100)}${'ABCDEHLMPRST'[month - 1]}${twoDigits(day + random.pick([0, 40]))}`;
    const body = `${consonants()}${consonants()}${born}${random.letters(1, 'ABCDEFGHIL')}${random.whole(101, 999)}`;
    const code = body + controlLetter(body);
    const value = random.pick([code, code, code.toLowerCase(), grouped(code, [3, 3, 5, 5], ' ')]);
    return labelled(random, value, [
      {
        language: 'it',
        forms: [
          'CF <>',
          'CF: <>',
          'C.F. <>',
          'codice fiscale <>',
          'Codice Fiscale: <>',
          'cod. fisc. <>',
          'Cod.Fisc.: <>',
          '<>',
        ],
      },
    ]);
  },
};

function controlLetter(body: string): string {
  const sum = [...body].reduce((total, each, index) => {
    const even = /\d/.test(each) ? Number(each) : each.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (oddValues[each] ?? 0) : even);
  }, 0);
  return String.fromCharCode(65 + (sum % 26));
}

/** RvIG: eleven test with −1 for the last digit. */
const bsn: PlantType = {
  id: 'nl-bsn',
  class: 'format',
  write(random) {
    const number = bsnOf(random);
    return labelled(random, random.chance(0.8) ? number : grouped(number, [4, 2, 3], '.'), [
      {
        language: 'nl',
        forms: [
          'BSN <>',
          'BSN: <>',
          'bsn <>',
          'burgerservicenummer <>',
          'Burgerservicenummer: <>',
          'BSN-nummer <>',
          'BSN nr. <>',
          'sofinummer <>',
        ],
      },
      { language: 'en', forms: ['BSN <>', 'Dutch BSN: <>'] },
    ]);
  },
};

function bsnOf(random: Random): string {
  const number = `${random.whole(1, 9)}${random.digits(8)}`;
  return weighted(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 ? number : bsnOf(random);
}

/** Rijksregister: 97 − n mod 97, with a 2 in front for those born from 2000 on. */
const nationalNumber: PlantType = {
  id: 'be-national-number',
  class: 'format',
  write(random) {
    const { year, month, day } = dayBetween(random, 1935, 2015);
    const body = `${twoDigits(year % 100)}${twoDigits(month)}${twoDigits(day)}${String(random.whole(1, 997)).padStart(3, '0')}`;
    const check = twoDigits(97 - modulo(`${year >= 2000 ? '2' : ''}${body}`, 97));
    const [birth, order] = [body.slice(0, 6), body.slice(6)];
    const dotted = `${grouped(birth, [2, 2, 2], '.')}-${order}.${check}`;
    return labelled(random, random.pick([dotted, dotted, `${body}${check}`, `${birth}-${order}-${check}`]), [
      { language: 'nl', forms: ['Rijksregisternummer <>', 'rijksregisternr. <>', 'INSZ <>', 'INSZ: <>', 'RRN <>'] },
      {
        language: 'fr',
        forms: ['NISS <>', 'NISS : <>', 'numéro national <>', 'N° national : <>', 'registre national <>'],
      },
    ]);
  },
};

/** Ustawa o ewidencji ludności: weights 1 3 7 9; the month tells the century. */
const pesel: PlantType = {
  id: 'pl-pesel',
  class: 'format',
  write(random) {
    const { year, month, day } = dayBetween(random, 1930, 2015);
    const body = `${twoDigits(year % 100)}${twoDigits(month + (year >= 2000 ? 20 : 0))}${twoDigits(day)}${random.digits(4)}`;
    const check = (10 - (weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10;
    return labelled(random, `${body}${check}`, [
      { language: 'pl', forms: ['PESEL <>', 'PESEL: <>', 'nr PESEL <>', 'pesel <>', 'PESEL nr <>', 'Nr PESEL: <>'] },
      { language: 'en', forms: ['PESEL <>', 'Polish ID (PESEL) <>'] },
    ]);
  },
};

/** Skatteverket SKV 704: Luhn over nine digits; `+` from a hundred years on. */
const personnummer: PlantType = {
  id: 'se-personnummer',
  class: 'format',
  write(random) {
    const { year, month, day } = dayBetween(random, 1930, 2015);
    const body = `${twoDigits(year % 100)}${twoDigits(month)}${twoDigits(day)}${random.digits(3)}`;
    const short = `${body.slice(0, 6)}-${body.slice(6)}${luhnDigit(body)}`;
    const long = `${String(year).slice(0, 2)}${short}`;
    return labelled(random, random.pick([short, long, long.replace('-', ''), short]), [
      {
        language: 'sv',
        forms: [
          'personnummer <>',
          'Personnummer: <>',
          'personnr <>',
          'pnr <>',
          'Pers.nr <>',
          'pers.nr: <>',
          'Personnr. <>',
        ],
      },
    ]);
  },
};

export const europeanNumbers: readonly PlantType[] = [
  nhs,
  chi,
  nino,
  kvnr,
  nir,
  dniNie,
  codiceFiscale,
  bsn,
  nationalNumber,
  pesel,
  personnummer,
];
