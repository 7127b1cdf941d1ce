import type { Detector } from './detector.ts';
import { ageOver89 } from './detectors/age-over-89.ts';
import { birthDateEcho } from './detectors/birth-date-echo.ts';
import { dateOfBirth } from './detectors/date-of-birth.ts';
import { iban } from './detectors/iban.ts';
import { jsonWebToken } from './detectors/json-web-token.ts';
import { medicalRecordNumber } from './detectors/medical-record-number.ts';
import { patientIdEcho } from './detectors/patient-id-echo.ts';
import { patientNameEcho } from './detectors/patient-name-echo.ts';
import { paymentCard } from './detectors/payment-card.ts';
import { phoneNumber } from './detectors/phone-number.ts';
import { privateKey } from './detectors/private-key.ts';
import { streetAddress } from './detectors/street-address.ts';
import { uidEcho } from './detectors/uid-echo.ts';
import { usItin } from './detectors/us-itin.ts';
import { usMbi } from './detectors/us-mbi.ts';
import { usNpi } from './detectors/us-npi.ts';
import { usSsn } from './detectors/us-ssn.ts';
import { visitIdEcho } from './detectors/visit-id-echo.ts';

/** Every detector there is, by the names of their files; the policy's packs say which of them look. */
export const allDetectors: readonly Detector[] = [
  ageOver89,
  birthDateEcho,
  dateOfBirth,
  iban,
  jsonWebToken,
  medicalRecordNumber,
  patientIdEcho,
  patientNameEcho,
  paymentCard,
  phoneNumber,
  privateKey,
  streetAddress,
  uidEcho,
  usItin,
  usMbi,
  usNpi,
  usSsn,
  visitIdEcho,
];
