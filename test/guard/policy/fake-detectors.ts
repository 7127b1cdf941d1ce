import type { Detector, DetectorGroup, Pack } from '../../../shared/guard/detector.ts';

const fake = (group: DetectorGroup, ids: readonly string[], pack?: Pack): Detector[] =>
  ids.map((id) => ({ id, group, about: `${id} for tests`, ...(pack === undefined ? {} : { pack }), find: () => [] }));

/** Names, groups and packs like the guard's own; they find nothing, since policies are asked about what was found. */
export const fakeDetectors: readonly Detector[] = [
  ...fake('echo', ['patient-name-echo', 'patient-id-echo', 'visit-id-echo', 'birth-date-echo', 'uid-echo']),
  ...fake('identity-number', ['us-ssn', 'us-itin'], 'us'),
  ...fake('identity-number', ['uk-nino'], 'uk'),
  ...fake('identity-number', ['fr-nir'], 'fr'),
  ...fake('identity-number', ['es-dni-nie'], 'es'),
  ...fake('identity-number', ['it-codice-fiscale'], 'it'),
  ...fake('identity-number', ['nl-bsn'], 'nl'),
  ...fake('identity-number', ['be-national-number'], 'be'),
  ...fake('identity-number', ['pl-pesel'], 'pl'),
  ...fake('identity-number', ['se-personnummer'], 'se'),
  ...fake('identity-number', ['ca-sin'], 'ca'),
  ...fake('identity-number', ['in-aadhaar'], 'in'),
  ...fake('identity-number', ['br-cpf'], 'br'),
  ...fake('identity-number', ['za-id-number'], 'za'),
  ...fake('health-number', ['us-mbi'], 'us'),
  ...fake('health-number', ['uk-nhs-number', 'uk-chi-number'], 'uk'),
  ...fake('health-number', ['de-kvnr'], 'de'),
  ...fake('health-number', ['au-medicare', 'au-ihi'], 'au'),
  ...fake('record', ['us-npi'], 'us'),
  ...fake('record', ['medical-record-number']),
  ...fake('financial', ['payment-card', 'iban']),
  ...fake('contact', ['email-address', 'phone-number']),
  ...fake('network', ['ip-address', 'mac-address', 'url-with-user']),
  ...fake('address', ['street-address']),
  ...fake('date', ['date-of-birth', 'age-over-89']),
  ...fake('credential', ['json-web-token', 'cloud-key', 'private-key']),
];
