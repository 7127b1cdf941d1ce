import { luhnDigit } from './check-digits.ts';
import type { Random } from './random.ts';
import { labelled, type PlantType, written } from './written.ts';

/** SSA POMS RM 10201.035: which areas, groups and serials are never given out. */
const ssn: PlantType = {
  id: 'us-ssn',
  class: 'format',
  write(random) {
    const parts = ssnParts(random);
    const grouped = random.chance(0.8) ? parts.join('-') : parts.join(' ');
    const value = random.chance(0.25) ? parts.join('') : grouped;
    const isDashed = value.includes('-');
    return written(random.pick(isDashed && random.chance(0.3) ? bareForms : ssnForms), value);
  },
};

function ssnParts(random: Random): readonly string[] {
  const area = random.whole(101, 772);
  const group = random.whole(1, 99);
  const serial = random.whole(1, 9_998);
  if (area === 666 || (area === 219 && group === 9)) return ssnParts(random);
  return [String(area), String(group).padStart(2, '0'), String(serial).padStart(4, '0')];
}

const bareForms = ['<>', '(<>)', 'pt <>', 'ID verified, <>'];
const ssnForms = [
  'SSN <>',
  'SSN: <>',
  'SSN#<>',
  'SS# <>',
  'Social Security Number <>',
  'social security no. <>',
  'Soc Sec # <>',
  'ssn=<>',
  'SSN is <>',
  'Soc. Sec. No.: <>',
];

/** IRS: 9xx with a group of 50–65, 70–88, 90–92, 94–99. */
const itin: PlantType = {
  id: 'us-itin',
  class: 'format',
  write(random) {
    const group = random.pick([random.whole(50, 65), random.whole(70, 88), random.whole(90, 92), random.whole(94, 99)]);
    const parts = [`9${random.digits(2)}`, String(group), random.digits(4).replace(/^0000$/, '0417')];
    const value = parts.join(random.pick(['-', '-', ' ', '']));
    return written(
      random.pick([
        'ITIN <>',
        'ITIN: <>',
        'ITIN# <>',
        'taxpayer ID (ITIN) <>',
        'Individual Taxpayer Identification Number <>',
      ]),
      value,
    );
  },
};

const mbiLetters = 'ACDEFGHJKMNPQRTUVWXY';

/** CMS, "Understanding the MBI": eleven positions, letters without S, L, O, I, B, Z. */
const mbi: PlantType = {
  id: 'us-mbi',
  class: 'format',
  write(random) {
    const value = mbiOf(random);
    const dashed = `${value.slice(0, 4)}-${value.slice(4, 7)}-${value.slice(7)}`;
    if (random.chance(0.15)) return written('<>', dashed);
    const forms = [
      'MBI <>',
      'MBI: <>',
      'Medicare ID <>',
      'Medicare # <>',
      'Medicare Beneficiary Identifier: <>',
      'Medicare no. <>',
      'HIC/MBI <>',
    ];
    return written(random.pick(forms), random.chance(0.5) ? dashed : value);
  },
};

function mbiOf(random: Random): string {
  const letter = () => random.letters(1, mbiLetters);
  const either = () => random.letters(1, `${mbiLetters}0123456789`);
  const digit = () => random.digits(1);
  const head = `${random.whole(1, 9)}${letter()}${either()}${digit()}`;
  return `${head}${letter()}${either()}${digit()}${letter()}${letter()}${digit()}${digit()}`;
}

/** 45 CFR 162.406: Luhn over 80840 and the number. */
const npi: PlantType = {
  id: 'us-npi',
  class: 'format',
  write(random) {
    const body = `${random.whole(1, 2)}${random.digits(8)}`;
    return labelled(random, `${body}${luhnDigit(`80840${body}`)}`, [
      {
        language: 'en',
        forms: [
          'NPI <>',
          'NPI: <>',
          'NPI# <>',
          'NPI #<>',
          'Provider NPI <>',
          'National Provider Identifier <>',
          'referring NPI: <>',
          'ordering provider (NPI <>)',
        ],
      },
    ]);
  },
};

export const usNumbers: readonly PlantType[] = [ssn, itin, mbi, npi];
