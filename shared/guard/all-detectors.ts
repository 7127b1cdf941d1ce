import type { Detector } from './detector.ts';
import { ageOver89 } from './detectors/age-over-89.ts';
import { auIhi } from './detectors/au-ihi.ts';
import { auMedicare } from './detectors/au-medicare.ts';
import { beNationalNumber } from './detectors/be-national-number.ts';
import { birthDateEcho } from './detectors/birth-date-echo.ts';
import { brCpf } from './detectors/br-cpf.ts';
import { caSin } from './detectors/ca-sin.ts';
import { cloudKey } from './detectors/cloud-key.ts';
import { dateOfBirth } from './detectors/date-of-birth.ts';
import { deKvnr } from './detectors/de-kvnr.ts';
import { emailAddress } from './detectors/email-address.ts';
import { esDniNie } from './detectors/es-dni-nie.ts';
import { frNir } from './detectors/fr-nir.ts';
import { iban } from './detectors/iban.ts';
import { inAadhaar } from './detectors/in-aadhaar.ts';
import { ipAddress } from './detectors/ip-address.ts';
import { itCodiceFiscale } from './detectors/it-codice-fiscale.ts';
import { jsonWebToken } from './detectors/json-web-token.ts';
import { macAddress } from './detectors/mac-address.ts';
import { medicalRecordNumber } from './detectors/medical-record-number.ts';
import { nlBsn } from './detectors/nl-bsn.ts';
import { patientIdEcho } from './detectors/patient-id-echo.ts';
import { patientNameEcho } from './detectors/patient-name-echo.ts';
import { paymentCard } from './detectors/payment-card.ts';
import { phoneNumber } from './detectors/phone-number.ts';
import { plPesel } from './detectors/pl-pesel.ts';
import { privateKey } from './detectors/private-key.ts';
import { sePersonnummer } from './detectors/se-personnummer.ts';
import { streetAddress } from './detectors/street-address.ts';
import { uidEcho } from './detectors/uid-echo.ts';
import { ukChiNumber } from './detectors/uk-chi-number.ts';
import { ukNhsNumber } from './detectors/uk-nhs-number.ts';
import { ukNino } from './detectors/uk-nino.ts';
import { urlWithUser } from './detectors/url-with-user.ts';
import { usItin } from './detectors/us-itin.ts';
import { usMbi } from './detectors/us-mbi.ts';
import { usNpi } from './detectors/us-npi.ts';
import { usSsn } from './detectors/us-ssn.ts';
import { visitIdEcho } from './detectors/visit-id-echo.ts';
import { zaIdNumber } from './detectors/za-id-number.ts';

/** Every detector there is, by the names of their files; the policy's packs say which of them look. */
export const allDetectors: readonly Detector[] = [
  ageOver89,
  auIhi,
  auMedicare,
  beNationalNumber,
  birthDateEcho,
  brCpf,
  caSin,
  cloudKey,
  dateOfBirth,
  deKvnr,
  emailAddress,
  esDniNie,
  frNir,
  iban,
  inAadhaar,
  ipAddress,
  itCodiceFiscale,
  jsonWebToken,
  macAddress,
  medicalRecordNumber,
  nlBsn,
  patientIdEcho,
  patientNameEcho,
  paymentCard,
  phoneNumber,
  plPesel,
  privateKey,
  sePersonnummer,
  streetAddress,
  uidEcho,
  ukChiNumber,
  ukNhsNumber,
  ukNino,
  urlWithUser,
  usItin,
  usMbi,
  usNpi,
  usSsn,
  visitIdEcho,
  zaIdNumber,
];
