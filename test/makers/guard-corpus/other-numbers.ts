import { luhnDigit, twoDigits, verhoeffDigit, weighted } from './check-digits.ts';
import { grouped } from './european-numbers.ts';
import { dayBetween } from './person.ts';
import { labelled, type PlantType } from './written.ts';

/** Service Canada: Luhn; 0 and 8 do not begin one. */
const sin: PlantType = {
  id: 'ca-sin',
  class: 'format',
  write(random) {
    const body = `${random.pick(['1', '2', '3', '4', '5', '6', '7', '9'])}${random.digits(7)}`;
    const value = grouped(body + luhnDigit(body), [3, 3, 3], random.pick([' ', '-', '']));
    return labelled(random, value, [
      {
        language: 'en',
        forms: ['SIN <>', 'SIN: <>', 'SIN# <>', 'Social Insurance Number <>', 'social insurance no. <>'],
      },
      { language: 'fr', forms: ['NAS <>', 'NAS : <>', "numéro d'assurance sociale <>"] },
    ]);
  },
};

/** Services Australia: weights 1 3 7 9, then the issue number, at times the person's line on the card. */
const medicare: PlantType = {
  id: 'au-medicare',
  class: 'format',
  write(random) {
    const body = `${random.whole(2, 6)}${random.digits(7)}`;
    const number = `${body}${weighted(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10}${random.whole(1, 5)}`;
    const value = random.chance(0.6) ? grouped(number, [4, 5, 1], ' ') : number;
    const line = random.pick(['', '', `/${random.whole(1, 5)}`, ` ref ${random.whole(1, 5)}`]);
    return labelled(random, value, [
      {
        language: 'en',
        forms: [
          'Medicare No. <>',
          'Medicare: <>',
          'Medicare number <>',
          'Medicare card <>',
          'Medicare no <>',
          'MCN <>',
          'Medicare # <>',
        ].map((form) => form + line),
      },
    ]);
  },
};

/** AS 5017: 8003 60, Luhn over sixteen digits. */
const ihi: PlantType = {
  id: 'au-ihi',
  class: 'format',
  write(random) {
    const body = `800360${random.digits(9)}`;
    const value = grouped(body + luhnDigit(body), [4, 4, 4, 4], random.pick([' ', '']));
    return labelled(random, value, [
      {
        language: 'en',
        forms: ['IHI <>', 'IHI: <>', 'IHI number <>', 'Individual Healthcare Identifier <>', 'IHI no. <>'],
      },
    ]);
  },
};

/** UIDAI: twelve digits, the first not 0 or 1, Verhoeff. */
const aadhaar: PlantType = {
  id: 'in-aadhaar',
  class: 'format',
  write(random) {
    const body = `${random.whole(2, 9)}${random.digits(10)}`;
    const value = grouped(body + verhoeffDigit(body), [4, 4, 4], random.pick([' ', ' ', '-', '']));
    return labelled(random, value, [
      {
        language: 'en',
        forms: [
          'Aadhaar <>',
          'Aadhaar No. <>',
          'Aadhaar: <>',
          'aadhar no <>',
          'Aadhar card <>',
          'UIDAI <>',
          'Aadhaar number: <>',
        ],
      },
    ]);
  },
};

/** Receita Federal: two check digits modulo 11. */
const cpf: PlantType = {
  id: 'br-cpf',
  class: 'format',
  write(random) {
    const body = random.digits(9).replace(/^(\d)\1{8}$/, '104729583');
    const check = (digits: string): number => {
      const weights = Array.from({ length: digits.length }, (_, index) => digits.length + 1 - index);
      const rest = weighted(digits, weights) % 11;
      return rest < 2 ? 0 : 11 - rest;
    };
    const first = check(body);
    const number = `${body}${first}${check(`${body}${first}`)}`;
    const dotted = `${grouped(number.slice(0, 9), [3, 3, 3], '.')}-${number.slice(9)}`;
    const isDotted = random.chance(0.7);
    const forms = ['CPF <>', 'CPF: <>', 'CPF nº <>', 'CPF do paciente: <>', 'cpf <>', ...(isDotted ? ['<>'] : [])];
    return labelled(random, isDotted ? dotted : number, [{ language: 'pt', forms }]);
  },
};

/** Department of Home Affairs: birth date, sequence, citizenship, Luhn. */
const zaId: PlantType = {
  id: 'za-id-number',
  class: 'format',
  write(random) {
    const { year, month, day } = dayBetween(random, 1935, 2010);
    const body = `${twoDigits(year % 100)}${twoDigits(month)}${twoDigits(day)}${random.digits(4)}${random.pick(['0', '0', '1'])}8`;
    const number = body + luhnDigit(body);
    const value = random.chance(0.7) ? number : grouped(number, [6, 4, 3], ' ');
    return labelled(random, value, [
      {
        language: 'en',
        forms: [
          'SA ID <>',
          'SA ID number <>',
          'ID number: <>',
          'RSA ID: <>',
          'ID No. <>',
          'South African ID <>',
          'identity number <>',
          'ID no: <>',
        ],
      },
    ]);
  },
};

export const otherNumbers: readonly PlantType[] = [sin, medicare, ihi, aadhaar, cpf, zaId];
