import { describe, expect, it } from 'vitest';
import type { Detector } from '../../../shared/guard/detector.ts';
import { ageOver89 } from '../../../shared/guard/detectors/age-over-89.ts';
import { cloudKey } from '../../../shared/guard/detectors/cloud-key.ts';
import { dateOfBirth } from '../../../shared/guard/detectors/date-of-birth.ts';
import { emailAddress } from '../../../shared/guard/detectors/email-address.ts';
import { iban } from '../../../shared/guard/detectors/iban.ts';
import { ipAddress } from '../../../shared/guard/detectors/ip-address.ts';
import { jsonWebToken } from '../../../shared/guard/detectors/json-web-token.ts';
import { macAddress } from '../../../shared/guard/detectors/mac-address.ts';
import { medicalRecordNumber } from '../../../shared/guard/detectors/medical-record-number.ts';
import { paymentCard } from '../../../shared/guard/detectors/payment-card.ts';
import { phoneNumber } from '../../../shared/guard/detectors/phone-number.ts';
import { privateKey } from '../../../shared/guard/detectors/private-key.ts';
import { urlWithUser } from '../../../shared/guard/detectors/url-with-user.ts';
import { usItin } from '../../../shared/guard/detectors/us-itin.ts';
import { usMbi } from '../../../shared/guard/detectors/us-mbi.ts';
import { usNpi } from '../../../shared/guard/detectors/us-npi.ts';
import { usSsn } from '../../../shared/guard/detectors/us-ssn.ts';
import { countHits } from './finds.ts';

const detectors = [
  usSsn,
  usItin,
  usMbi,
  usNpi,
  paymentCard,
  iban,
  emailAddress,
  phoneNumber,
  ipAddress,
  macAddress,
  urlWithUser,
  jsonWebToken,
  cloudKey,
  privateKey,
  medicalRecordNumber,
  dateOfBirth,
  ageOver89,
];

/** What is repeated: beginnings without an end, near misses, and runs in which every place could be a beginning. */
const adversaries = [
  '1',
  'a',
  'aB3/',
  'eyJ',
  'eyJaaaaaaaa.',
  `eyJaaaaaaaa.${'b'.repeat(16_100)} `,
  '1 2 3 4 ',
  '9 912-70-',
  '1EG4-TE5-MK7 ',
  '120\\140\\100\\',
  '1.2.840.',
  'a.',
  'a@a.',
  "a'",
  `a@${'a.'.repeat(7)}1 `,
  '-',
  '-----BEGIN PRIVATE KEY-----',
  ':',
  'aa:',
  'abcd:',
  'aa://',
  'http://a:b',
  'https://x?patient',
  '+49 ',
  '+49 30 23125 123 ',
  '(0',
  'tel 0 1 2 3 ',
  '(555) 867-5309 ',
  'ssn 123-45-6789 ',
  '4111 1111 1111 1111 ',
  'DE89 3704 ',
  'version 1.2.3.4 ',
  'upgraded 1.2.3.4 ',
  'MRN 12345 ',
  'numero di cartella ',
  '*05.03.1967',
  'nata a ',
  'age 93 years ',
  '93/',
  'password=',
  'secret: ',
  '\u0000',
] as const;

const textOf = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Of this thread alone, so that what else the machine does counts for little; the best of two, so that it counts for less. */
function millisecondsFor(detector: Detector, text: string): number {
  const runs = [1, 2].map(() => {
    const start = process.threadCpuUsage();
    countHits(detector, text);
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

/** Under this, a clock tells nothing. */
const floorMilliseconds = 20;

function slopeFor(detector: Detector, unit: string): number {
  const short = millisecondsFor(detector, textOf(unit, 250_000));
  const long = millisecondsFor(detector, textOf(unit, 1_000_000));
  return long / Math.max(short, floorMilliseconds);
}

/** What is steep by its nature is so every time; what a busy machine made steep is not. */
const isSteep = (detector: Detector, unit: string): boolean => [1, 2, 3].every(() => slopeFor(detector, unit) >= 8);

describe('four times the text', () => {
  it.each(detectors)('takes $id about four times as long, whatever it says', (detector) => {
    const steep = adversaries.filter((unit) => isSteep(detector, unit));

    expect(steep).toEqual([]);
  });
});
