import { foldedToAscii } from './folded-to-ascii.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { type Forms, labelled, type PlantType, written } from './written.ts';

/** RFC 2606 domains only. */
const domains = [
  'example.org',
  'example.com',
  'mail.example.net',
  'clinic.example',
  'stmary-hospital.example.org',
  'post.test',
];

const emailForms = [
  '<>',
  'email <>',
  'e-mail: <>',
  'Email: <>',
  '<<>>',
  'contact <>',
  'send CD to <>',
  'mailto:<>',
  'E-Mail <>',
];

const emailAddress: PlantType = {
  id: 'email-address',
  class: 'format',
  write(random, person) {
    const isOwn = random.chance(0.4) && person.script === 'latin';
    const value = `${isOwn ? ownLocalPart(random, person) : localPart(random)}@${random.pick(domains)}`;
    const made = written(random.pick(emailForms), value);
    return { ...made, ...(isOwn ? { alsoRight: ['patient-name-echo'] } : {}) };
  },
};

function localPart(random: Random): string {
  const words = [
    'front.desk',
    'j.okafor',
    'radiology',
    'lena_k',
    'skywalker77',
    'mum.of.two',
    'r2',
    'office+ct',
    'p.q.r',
    'h-jansen',
  ];
  return `${random.pick(words)}${random.chance(0.4) ? random.digits(2) : ''}`;
}

function ownLocalPart(random: Random, { family, given }: Person): string {
  const [last, first] = [family, given].map((name) =>
    foldedToAscii(name)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );
  return random.pick([
    `${first}.${last}`,
    `${first?.[0]}${last}`,
    `${last}.${first}${random.digits(2)}`,
    `${first}_${last}`,
  ]);
}

/** Ranges that regulators keep free for fiction: NANP 555-01xx, Ofcom, BNetzA, ARCEP, ACMA, PTS. */
const phoneNumber: PlantType = {
  id: 'phone-number',
  class: 'format',
  write(random) {
    const { values, forms } = random.pick(phoneCountries)(random);
    return labelled(random, random.pick(values), forms);
  },
};

interface PhoneChoice {
  readonly values: readonly string[];
  readonly forms: readonly Forms[];
}

const english: Forms = {
  language: 'en',
  forms: [
    'Tel: <>',
    'phone <>',
    'Ph. <>',
    'cell <>',
    'call back <>',
    'Phone number: <>',
    'mobile: <>',
    'tel. <>',
    'please call <> with results',
    'contact number <>',
  ],
};
const unlabelled: Forms = { language: 'en', forms: ['<>', '(<>)', 'wife <>'] };
const german: Forms = {
  language: 'de',
  forms: ['Tel. <>', 'Telefon: <>', 'Tel.-Nr. <>', 'Handy <>', 'Rückruf unter <>'],
};
const french: Forms = {
  language: 'fr',
  forms: ['Tél. <>', 'tél : <>', 'téléphone <>', 'portable <>', 'joindre au <>'],
};
const swedish: Forms = { language: 'sv', forms: ['tel <>', 'telefon: <>', 'mobil <>'] };

const phoneCountries: readonly ((random: Random) => PhoneChoice)[] = [
  (random) => ({ values: american(random), forms: [english, unlabelled] }),
  (random) => ({ values: american(random), forms: [english] }),
  (random) => ({ values: [`${random.pick(usAreas)}55501${random.digits(2)}`], forms: [english] }),
  (random) => ({ values: british(random), forms: [english] }),
  (random) => ({ values: germanNumbers(random), forms: [german] }),
  (random) => ({ values: frenchNumbers(random), forms: [french] }),
  (random) => ({
    values: [`(02) 5550 ${random.digits(4)}`, `0491 570 ${random.digits(3)}`, `+61 491 570 ${random.digits(3)}`],
    forms: [english],
  }),
  (random) => ({ values: [`08-465 004 ${random.digits(2)}`, `+46 8 465 004 ${random.digits(2)}`], forms: [swedish] }),
  (random) => ({ values: international(random), forms: [unlabelled] }),
];

const usAreas = ['212', '415', '312', '617', '713', '206', '303', '404', '416', '604'];

function american(random: Random): readonly string[] {
  const [area, last] = [random.pick(usAreas), `01${random.digits(2)}`];
  return [
    `(${area}) 555-${last}`,
    `${area}-555-${last}`,
    `${area}.555.${last}`,
    `${area} 555 ${last}`,
    `+1 ${area} 555 ${last}`,
    `1-${area}-555-${last}`,
    `(${area})555-${last}`,
    `+1${area}555${last}`,
  ];
}

const british = (random: Random): readonly string[] => [
  `020 7946 0${random.digits(3)}`,
  `07700 900${random.digits(3)}`,
  `01632 960${random.digits(3)}`,
  `+44 20 7946 0${random.digits(3)}`,
  `+44 (0)7700 900 ${random.digits(3)}`,
  `07700900${random.digits(3)}`,
];

const germanNumbers = (random: Random): readonly string[] => [
  `030 23125 ${random.digits(3)}`,
  `030/23125${random.digits(3)}`,
  `+49 30 23125${random.digits(3)}`,
  `069-90009${random.digits(3)}`,
  `0171 39200${random.digits(2)}`,
  `0049 30 23125 ${random.digits(3)}`,
];

const frenchNumbers = (random: Random): readonly string[] => [
  `01 99 00 ${random.digits(2)} ${random.digits(2)}`,
  `01.99.00.${random.digits(2)}.${random.digits(2)}`,
  `0199 00${random.digits(4)}`.replace(' ', ''),
  `+33 1 99 00 ${random.digits(2)} ${random.digits(2)}`,
];

const international = (random: Random): readonly string[] => [
  `+1 ${random.pick(usAreas)} 555 01${random.digits(2)}`,
  `+442079460${random.digits(3)}`,
  `+49 30 23125 ${random.digits(3)}`,
  `+33199 00${random.digits(4)}`.replace(' ', ''),
];

export const contacts: readonly PlantType[] = [emailAddress, phoneNumber];
