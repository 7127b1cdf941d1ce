import type { Detector } from './detector.ts';
import { emailAddress } from './detectors/email-address.ts';
import { iban } from './detectors/iban.ts';
import { jsonWebToken } from './detectors/json-web-token.ts';
import { macAddress } from './detectors/mac-address.ts';
import { paymentCard } from './detectors/payment-card.ts';
import { phoneNumber } from './detectors/phone-number.ts';
import { privateKey } from './detectors/private-key.ts';
import { usItin } from './detectors/us-itin.ts';
import { usMbi } from './detectors/us-mbi.ts';
import { usNpi } from './detectors/us-npi.ts';
import { usSsn } from './detectors/us-ssn.ts';

/** Every detector there is, by the names of their files; the policy's packs say which of them look. */
export const allDetectors: readonly Detector[] = [
  emailAddress,
  iban,
  jsonWebToken,
  macAddress,
  paymentCard,
  phoneNumber,
  privateKey,
  usItin,
  usMbi,
  usNpi,
  usSsn,
];
