import { type ElementSpec, element, sequence } from '../part10.ts';
import { addresses } from './addresses.ts';
import { luhnDigit } from './check-digits.ts';
import { makePerson, type Person } from './person.ts';
import type { InstanceKind } from './place.ts';
import type { Random } from './random.ts';
import { technicalTextOf } from './technical-texts.ts';

/** A value that is nobody's identifier, or an identifier where it belongs. */
export interface PlacedNegative {
  readonly kind: string;
  readonly path: string;
}

export interface TechnicalHeader {
  readonly elements: readonly ElementSpec[];
  readonly negatives: readonly PlacedNegative[];
}

/** What an ordinary identified study carries besides its picture: a scanner's numbers, and people in their own attributes. */
export function technicalHeader(random: Random, kind: InstanceKind, person: Person): TechnicalHeader {
  const chosen = [
    ...ownSlots(random, person),
    ...machineValues(random),
    ...(isImage(kind) ? imageValues(random) : []),
  ].filter(() => random.chance(0.7));
  return {
    elements: chosen.map(({ spec }) => spec),
    negatives: chosen.map(({ kind: of, path }) => ({ kind: of, path })),
  };
}

const isImage = (kind: InstanceKind): boolean => kind === 'ct' || kind === 'jpeg' || kind === 'jpeg2000';

interface Value {
  readonly kind: string;
  readonly path: string;
  readonly spec: ElementSpec;
}

const value = (kind: string, tag: string, vr: string, text: string): Value => ({
  kind,
  path: tag,
  spec: element(tag, vr, text),
});

const staffName = (random: Random): string => {
  const { family, given } = makePerson(random);
  return `${family}^${given}^^Dr.`;
};

function ownSlots(random: Random, { family, given, sex }: Person): readonly Value[] {
  const own = (tag: string, vr: string, text: string): Value => value('own slot', tag, vr, text);
  const ascii = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : 'Synthetic^Name');
  return [
    own(
      '00080080',
      'LO',
      random.pick(['St. Mary Synthetic Hospital', 'Klinikum Beispielstadt', 'Example Imaging Center']),
    ),
    own('00080081', 'ST', ascii(addressOf(random))),
    own('00080090', 'PN', ascii(staffName(random))),
    own('00080092', 'ST', ascii(addressOf(random))),
    own('00080094', 'SH', `(212) 555-01${random.digits(2)}`),
    own('00081050', 'PN', ascii(staffName(random))),
    own('00081070', 'PN', ascii(staffName(random))),
    own('00100021', 'LO', random.pick(['HOSP_A', 'EXAMPLE', '1.2.826.0.1.3680043.9.7777.2'])),
    own('00101001', 'PN', ascii(`${family}^${given}`)),
    own('00101010', 'AS', sex === 'F' ? '093Y' : '067Y'),
    own('00101090', 'LO', `MRN ${random.digits(7)}`),
    own('00321032', 'PN', ascii(staffName(random))),
    own('00380010', 'LO', `ADM${random.digits(7)}`),
    { kind: 'own slot', path: '00080096', spec: identification(random) },
  ];
}

const addressOf = (random: Random): string => {
  const written = addresses[0]?.write(random, makePerson(random));
  return written?.text.slice(written.start, written.end) ?? '';
};

/** PS3.3 10.1: the referring physician by NPI. */
function identification(random: Random): ElementSpec {
  const body = `1${random.digits(8)}`;
  const code = [
    element('00080100', 'SH', `${body}${luhnDigit(`80840${body}`)}`),
    element('00080102', 'SH', 'NPI'),
    element('00080104', 'LO', 'Provider'),
  ];
  return sequence('00080096', [[element('00080080', 'LO', 'Example Practice'), sequence('00401101', [code])]]);
}

function machineValues(random: Random): readonly Value[] {
  return [
    value(
      'manufacturer',
      '00080070',
      'LO',
      random.pick(['SYNTHETIC MEDICAL', 'Acme Imaging Inc.', 'Muster Medizintechnik GmbH']),
    ),
    value('manufacturer', '00081090', 'LO', random.pick(['Scanner 64 Plus', 'MAGNETRON 1.5T', 'Ray DR-F 3000'])),
    value('station', '00081010', 'SH', `CT${random.digits(5)}`),
    value('device serial', '00181000', 'LO', technicalTextOf(random, 'device serial')),
    value(
      'software version',
      '00181020',
      'LO',
      `${technicalTextOf(random, 'software version')}\\${random.whole(1, 9)}.${random.whole(0, 9)}.${random.whole(0, 9)}.${random.whole(0, 99)}`,
    ),
    value(
      'lot and device id',
      '00181009',
      'UT',
      `(01)0${random.digits(13)}(21)${random.letters(2)}${random.digits(6)}`,
    ),
    value('uid', '00181002', 'UI', longUid(random)),
    value('uid', '00200052', 'UI', longUid(random)),
    { kind: 'uid', path: '00081140.0.00081155', spec: referencedImages(random) },
    value('date and time', '00080023', 'DA', `2024${random.pick(['01', '07', '11'])}${random.whole(10, 28)}`),
    value(
      'date and time',
      '00080033',
      'TM',
      `${random.whole(10, 23)}${random.whole(10, 59)}${random.whole(10, 59)}.${random.digits(6)}`,
    ),
    value('date and time', '0008002A', 'DT', `20240312${random.whole(10, 23)}${random.whole(10, 59)}00.000000+0100`),
  ];
}

/** With dates, serials and counters in it, as scanners make them. */
export const longUid = (random: Random): string =>
  random.pick([
    `1.3.12.2.1107.5.1.4.${random.digits(5).replace(/^0/, '5')}.3000002${random.digits(16)}`,
    `1.2.840.113619.2.55.3.${random.digits(9).replace(/^0/, '2')}.${random.whole(100, 999)}.${random.digits(10).replace(/^0/, '1')}.${random.whole(100, 999)}`,
    `2.25.${random.digits(38).replace(/^0/, '3')}`,
    `1.2.826.0.1.3680043.8.498.${random.digits(38).replace(/^0/, '7')}`,
  ]);

const referencedImages = (random: Random): ElementSpec =>
  sequence(
    '00081140',
    Array.from({ length: random.whole(1, 6) }, () => [
      element('00081150', 'UI', '1.2.840.10008.5.1.4.1.1.2'),
      element('00081155', 'UI', longUid(random)),
    ]),
  );

const decimals = (random: Random, count: number): string =>
  Array.from({ length: count }, () =>
    `${random.pick(['', '-'])}${random.whole(0, 999)}.${random.digits(6)}`.slice(0, 16),
  ).join('\\');

function imageValues(random: Random): readonly Value[] {
  return [
    value('body part and view', '00180015', 'CS', random.pick(['HEAD', 'CHEST', 'ABDOMEN', 'CSPINE', 'KNEE'])),
    value('dose and unit', '00180010', 'LO', technicalTextOf(random, 'dose and unit')),
    value('number list', '00180060', 'DS', random.pick(['80', '100', '120', '140'])),
    value('number list', '00181150', 'IS', String(random.whole(200, 4_000))),
    value('number list', '00200032', 'DS', decimals(random, 3)),
    value('number list', '00200037', 'DS', decimals(random, 6)),
    value('number list', '00181210', 'SH', random.pick(['B30f', 'B70f', 'FC51', 'I31f\\3'])),
    value('body part and view', '00185100', 'CS', random.pick(['HFS', 'FFS'])),
  ];
}
