import { twoDigits } from './check-digits.ts';
import type { Language } from './language.ts';
import { cyrillicNames, japaneseNames, nameStocks } from './person-names.ts';
import type { Random } from './random.ts';

/** Which letters the name needs, hence which character sets can hold it. */
export type Script = 'latin' | 'cyrillic' | 'japanese';

/** Somebody who never lived, as the header tells of them. */
export interface Person {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly language: Language;
  readonly script: Script;
  /** PN, all component groups. */
  readonly patientName: string;
  readonly ideographic?: string;
  readonly patientId: string;
  readonly birth: CalendarDay;
  readonly accessionNumber: string;
  readonly sex: 'M' | 'F';
}

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function makePerson(random: Random, script: Script = 'latin'): Person {
  const identity = identityOf(random, script);
  return {
    ...identity,
    script,
    patientId: patientIdOf(random),
    birth: dayBetween(random, 1926, 2013),
    accessionNumber: accessionOf(random),
    sex: random.pick(['M', 'F']),
  };
}

export function dayBetween(random: Random, from: number, to: number): CalendarDay {
  return { year: random.whole(from, to), month: random.whole(1, 12), day: random.whole(2, 28) };
}

export const compactDay = ({ year, month, day }: CalendarDay): string => `${year}${twoDigits(month)}${twoDigits(day)}`;

function identityOf(random: Random, script: Script) {
  if (script === 'japanese') return japaneseIdentity(random);
  const stock = script === 'cyrillic' ? cyrillicNames : random.pick(nameStocks);
  const family = random.pick(stock.families);
  const given = random.pick(stock.givens);
  const middle = script === 'latin' && random.chance(0.3) ? random.pick(['A', 'J', 'M', 'Marie', 'Lee', 'R']) : '';
  const isUpper = random.chance(0.4);
  const pn = `${family}^${given}${middle === '' ? '' : `^${middle}`}`;
  return { family, given, middle, language: stock.language, patientName: isUpper ? pn.toUpperCase() : pn };
}

function japaneseIdentity(random: Random) {
  const groups = random.pick(japaneseNames);
  const [family = '', given = ''] = groups[0].split('^');
  const language = 'ja' as const;
  return { family, given, middle: '', language, patientName: groups.join('='), ideographic: groups[1] };
}

function patientIdOf(random: Random): string {
  const makers = [
    () => random.digits(7).replace(/^0/, '4'),
    () => random.digits(8).replace(/^0/, '7'),
    () => `00${random.digits(6).replace(/^0/, '3')}`,
    () => `${random.letters(2)}${random.digits(6)}`,
    () => `PAT-${random.digits(5)}`,
    () => `${random.letters(1)}${random.digits(7)}`,
    () => `${random.digits(3)}-${random.digits(2)}-${random.digits(2)}`,
    () => `E${random.digits(9)}`,
    () => `${random.letters(3)}.${random.digits(6)}`,
  ];
  return random.pick(makers)();
}

function accessionOf(random: Random): string {
  const makers = [
    () => `A${random.digits(8)}`,
    () => random.digits(10).replace(/^0/, '6'),
    () => `RAD-${random.whole(2019, 2025)}-${random.digits(6)}`,
    () => `${random.letters(3)}${random.digits(7)}`,
    () => `CT${random.whole(19, 25)}.${random.digits(6)}`,
  ];
  return random.pick(makers)();
}
