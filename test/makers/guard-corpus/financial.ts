import { luhnDigit, modulo, twoDigits, weighted } from './check-digits.ts';
import type { Random } from './random.ts';
import { type PlantType, written } from './written.ts';

/** ISO/IEC 7812-1: issuer ranges, Luhn. */
const paymentCard: PlantType = {
  id: 'payment-card',
  class: 'format',
  write(random) {
    const number = cardNumber(random);
    const value = grouped(number, random.pick(['', ' ', ' ', '-']));
    const forms = value === number ? namedCard : [...namedCard, '<>', 'copay <>'];
    return written(random.pick(forms), value);
  },
};

const namedCard = [
  'Visa <>',
  'card no. <>',
  'credit card <>',
  'CC# <>',
  'Card number: <>',
  'paid by card <>',
  'payment card <> exp 04/29',
  'debit card <>',
  'card <>, CVV on file',
];

function cardNumber(random: Random): string {
  const [prefix, length] = random.pick([
    ['4', 16],
    ['4', 16],
    [String(random.whole(51, 55)), 16],
    [String(random.whole(2221, 2720)), 16],
    [random.pick(['34', '37']), 15],
    ['6011', 16],
    ['65', 16],
  ] as const);
  const body = prefix + random.digits(length - prefix.length - 1);
  return body + luhnDigit(body);
}

function grouped(number: string, separator: string): string {
  const cuts = number.length === 15 ? [4, 10, 15] : [4, 8, 12, 16];
  return cuts.map((end, index) => number.slice(cuts[index - 1] ?? 0, end)).join(separator);
}

const iban: PlantType = {
  id: 'iban',
  class: 'format',
  write(random) {
    const number = ibanOf(random);
    const value = random.chance(0.6) ? (number.match(/.{1,4}/g) ?? []).join(' ') : number;
    const forms = [
      'IBAN <>',
      'IBAN: <>',
      '<>',
      'Konto <>',
      'refund to <>',
      'bank account <>',
      'Bankverbindung: <>',
      'virement IBAN <>',
    ];
    return written(random.pick(forms), value);
  },
};

/** ISO 13616: check digits over the account, which has the country's own check where there is one. */
function ibanOf(random: Random): string {
  const [country, account] = random.pick(accounts)(random);
  const numeric = [...`${account}${country}00`].map((each) => Number.parseInt(each, 36)).join('');
  return `${country}${twoDigits(98 - modulo(numeric, 97))}${account}`;
}

const accounts: readonly ((random: Random) => readonly [string, string])[] = [
  (random) => ['DE', `${random.whole(1, 8)}${random.digits(17)}`],
  (random) => ['GB', `${random.pick(['NWBK', 'BARC', 'LOYD', 'MIDL'])}${random.digits(14)}`],
  (random) => ['AT', `${random.whole(1, 9)}${random.digits(15)}`],
  (random) => ['CH', `0${random.digits(16)}`],
  (random) => ['IE', `AIBK${random.digits(14)}`],
  (random) => ['BE', belgianAccount(random)],
  (random) => ['FR', frenchAccount(random)],
  (random) => ['ES', spanishAccount(random)],
  (random) => ['NL', `${random.pick(['ABNA', 'INGB', 'RABO'])}${dutchAccount(random)}`],
];

function belgianAccount(random: Random): string {
  const body = `${random.whole(1, 9)}${random.digits(9)}`;
  return `${body}${twoDigits(modulo(body, 97) || 97)}`;
}

/** The RIB key. */
function frenchAccount(random: Random): string {
  const [bank, branch, account] = [`3${random.digits(4)}`, random.digits(5), random.digits(11)];
  const rest = (89 * modulo(bank, 97) + 15 * modulo(branch, 97) + 3 * modulo(account, 97)) % 97;
  return `${bank}${branch}${account}${twoDigits(97 - rest)}`;
}

function spanishAccount(random: Random): string {
  const [office, account] = [`0${random.digits(7)}`, random.digits(10)];
  const control = (sum: number): number => (11 - (sum % 11) === 11 ? 0 : 11 - (sum % 11) === 10 ? 1 : 11 - (sum % 11));
  const first = control(weighted(`00${office}`, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]));
  return `${office}${first}${control(weighted(account, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]))}${account}`;
}

function dutchAccount(random: Random): string {
  const account = `0${random.whole(1, 9)}${random.digits(8)}`;
  return weighted(account, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? account : dutchAccount(random);
}

export const financialNumbers: readonly PlantType[] = [paymentCard, iban];
