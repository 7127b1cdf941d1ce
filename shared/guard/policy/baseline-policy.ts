import {
  documentPlaces,
  identifierPlaces,
  ownIdentityPlaces,
  patientAddressPlaces,
  patientContactPlaces,
  presentationAddressPlaces,
  staffContactPlaces,
  staffIdentificationPlaces,
} from './baseline-places.ts';
import { apiVersion, type BaselineDocument, baselineDocumentSchema } from './policy-document.ts';

/**
 * Numbers that hospitals do use as patient IDs but should not: stored where they stand, and told. All other numbers of
 * persons are ordinary there.
 */
const riskyAsIdentifier = ['us-ssn', 'us-itin', 'payment-card', 'iban'];

const ordinaryAsIdentifier = [
  'uk-nino',
  'fr-nir',
  'es-dni-nie',
  'it-codice-fiscale',
  'nl-bsn',
  'be-national-number',
  'pl-pesel',
  'se-personnummer',
  'ca-sin',
  'in-aadhaar',
  'br-cpf',
  'za-id-number',
  'health-number',
  'record',
  'patient-id-echo',
  'visit-id-echo',
];

/**
 * What every site begins with: an ordinary identified study is stored as it is and nothing is said of it; identifiers
 * out of place are told or held; programs in disguise never come in. docs/guard.md explains each choice.
 */
export const baselinePolicy: BaselineDocument = baselineDocumentSchema.parse({
  apiVersion,
  site: 'baseline',
  slots: [
    {
      id: 'own-identity',
      path: ownIdentityPlaces,
      private: false,
      admits: ['patient-name-echo', 'patient-id-echo'],
      evenIfIdentityRemoved: true,
      reason: 'The attributes that say who the patient is repeat each other, also where both are pseudonyms.',
    },
    {
      id: 'person-names',
      path: ['**'],
      vr: ['PN'],
      private: false,
      admits: ['patient-name-echo'],
      reason: 'Attributes for names hold names: other names, original attributes, persons in a report.',
    },
    {
      id: 'identifiers',
      path: identifierPlaces,
      private: false,
      admits: ordinaryAsIdentifier,
      reason: 'Attributes for identifiers hold national, health and record numbers.',
    },
    {
      id: 'dates',
      path: ['**'],
      vr: ['DA', 'DT'],
      private: false,
      admits: ['birth-date-echo', 'date-of-birth'],
      evenIfIdentityRemoved: true,
      reason: 'Attributes for dates hold dates; a newborn is examined on its birth date.',
    },
    {
      id: 'birth-date-in-words',
      path: ['**.PatientBirthDateInAlternativeCalendar'],
      private: false,
      admits: ['birth-date-echo', 'date-of-birth'],
      reason: 'PS3.3 C.7.1.1: the birth date in the calendar of the patient.',
    },
    {
      id: 'patient-age',
      path: ['**.PatientAge'],
      private: false,
      admits: ['age-over-89'],
      reason: 'PS3.3 C.7.2.2: the age of the patient at the study.',
    },
    {
      id: 'staff-contact',
      path: staffContactPlaces,
      private: false,
      admits: ['address', 'contact'],
      evenIfIdentityRemoved: true,
      reason: 'Where hospitals and their staff are reached is no identity of the patient.',
    },
    {
      id: 'staff-identification',
      path: staffIdentificationPlaces,
      private: false,
      admits: ['us-npi'],
      evenIfIdentityRemoved: true,
      reason: 'PS3.3 10.1: a physician is identified by a code, in the US by the NPI.',
    },
    {
      id: 'addresses-of-systems',
      path: ['**'],
      vr: ['UR'],
      private: false,
      admits: ['ip-address'],
      evenIfIdentityRemoved: true,
      reason: 'Attributes for addresses of systems hold addresses of systems.',
    },
    {
      id: 'presentation-addresses',
      path: presentationAddressPlaces,
      admits: ['ip-address'],
      evenIfIdentityRemoved: true,
      reason: 'PS3.10 7.1: the addresses of the systems that sent and received.',
    },
  ],
  rules: [
    {
      id: 'executable-preamble',
      floor: true,
      when: { detector: ['preamble-executable'] },
      verdict: 'quarantine',
      reason: 'CVE-2019-11687: a file that is both an image and a program runs where it is opened.',
    },
    {
      id: 'embedded-executable',
      floor: true,
      when: { detector: ['embedded-executable'] },
      verdict: 'quarantine',
      reason: 'A program has no place inside an image.',
    },
    {
      id: 'guard-failed',
      floor: true,
      when: { detector: ['guard-failed'] },
      verdict: 'quarantine',
      reason: 'What could not be inspected does not come in.',
    },
    {
      id: 'credential',
      floor: true,
      when: { group: ['credential'] },
      verdict: 'quarantine',
      reason: 'Keys and tokens open other systems to whoever reads the image.',
    },
    {
      id: 'identity-number',
      when: { group: ['identity-number'], exceptPath: identifierPlaces },
      verdict: 'quarantine',
      reason: 'A national identity number outside of the attributes for identifiers.',
    },
    {
      id: 'financial-number',
      when: { group: ['financial'], exceptPath: identifierPlaces },
      verdict: 'quarantine',
      reason: 'A number of a payment card or an account.',
    },
    {
      id: 'private-identifier',
      when: { group: ['identity-number', 'financial', 'address'], private: true },
      verdict: 'quarantine',
      reason: 'An item of a private sequence is no place for it, whatever its attributes are called.',
    },
    {
      id: 'risky-identifier',
      when: { detector: riskyAsIdentifier, path: identifierPlaces },
      verdict: 'flag',
      reason: 'A number that opens accounts is used as an identifier: it goes wherever the image goes.',
    },
    {
      id: 'health-number',
      when: { group: ['health-number'] },
      verdict: 'quarantine',
      reason: 'A health number outside of the attributes for identifiers.',
    },
    {
      id: 'patient-address',
      when: { group: ['address'], path: patientAddressPlaces },
      verdict: 'flag',
      reason: 'An image rarely needs the address of its patient.',
    },
    {
      id: 'street-address',
      when: { group: ['address'], exceptPath: patientAddressPlaces },
      verdict: 'quarantine',
      reason: 'A street address outside of the attributes for addresses.',
    },
    {
      id: 'patient-contact',
      when: { group: ['contact'], path: patientContactPlaces },
      verdict: 'flag',
      reason: 'An image rarely needs to say how its patient is reached.',
    },
    {
      id: 'contact-in-text',
      when: { group: ['contact'], exceptPath: patientContactPlaces },
      verdict: 'flag',
      reason: 'A telephone number or e-mail address outside of the attributes for them.',
    },
    {
      id: 'network-address',
      when: { group: ['network'] },
      verdict: 'flag',
      reason: 'Addresses of machines tell of the network, and of a user where they name one.',
    },
    {
      id: 'date-of-birth',
      when: { detector: ['date-of-birth'] },
      verdict: 'flag',
      reason: 'A birth date outside of the attributes for dates.',
    },
    {
      id: 'age-over-89',
      when: { detector: ['age-over-89'] },
      verdict: 'flag',
      reason: '45 CFR 164.514(b)(2)(i)(C): so few are over 89 that the age identifies them.',
    },
    {
      id: 'record-number',
      when: { group: ['record'] },
      verdict: 'flag',
      reason: 'A number of a record or a provider outside of the attributes for it.',
    },
    {
      id: 'echo',
      when: { group: ['echo'] },
      verdict: 'flag',
      reason: "The patient's own name, number or birth date outside of the attributes for it.",
    },
    {
      id: 'several-identifiers',
      when: { detector: ['several-identifiers'], exceptPath: documentPlaces },
      verdict: 'quarantine',
      reason: 'A text with several kinds of identifiers describes a person.',
    },
    {
      id: 'several-identifiers-in-document',
      when: { detector: ['several-identifiers'], path: documentPlaces },
      verdict: 'flag',
      reason: 'A report names its patient; whoever shares it should know.',
    },
    {
      id: 'identity-not-removed',
      when: {
        identityRemoved: true,
        group: ['identity-number', 'health-number', 'financial', 'contact', 'address'],
      },
      verdict: 'quarantine',
      reason: 'The instance says that the identity was removed, and it was not.',
    },
    {
      id: 'identity-not-removed-from-text',
      when: {
        identityRemoved: true,
        detector: ['date-of-birth', 'medical-record-number', 'patient-name-echo', 'birth-date-echo'],
      },
      verdict: 'quarantine',
      reason: 'The instance says that the identity was removed, and a text still tells it.',
    },
    {
      id: 'icon-of-removed-identity',
      when: { identityRemoved: true, detector: ['icon-image'] },
      verdict: 'flag',
      reason: 'An icon may still show what was removed from the image.',
    },
    {
      id: 'burned-in-contradiction',
      when: { detector: ['burned-in-contradiction'] },
      verdict: 'flag',
      reason: 'The instance denies burned-in annotation, and is of a kind that has it.',
    },
    {
      id: 'modality-contradiction',
      when: { detector: ['modality-contradiction'] },
      verdict: 'flag',
      reason: 'The modality does not fit the SOP class: one of the two is wrong.',
    },
    {
      id: 'document-contradiction',
      when: { detector: ['document-contradiction'] },
      verdict: 'flag',
      reason: 'A document inside is opened by what it is, and it is not what the header says.',
    },
    {
      id: 'unknown-preamble',
      when: { detector: ['preamble-other'] },
      verdict: 'flag',
      reason: 'PS3.10 7.1: bytes of no known kind before the data set; they are not stored.',
    },
    {
      id: 'not-all-inspected',
      when: { detector: ['not-all-inspected'] },
      verdict: 'flag',
      reason: 'More text than an inspection reads: the rest is not known.',
    },
    {
      id: 'document-unreadable',
      when: { detector: ['document-unreadable'] },
      verdict: 'flag',
      reason: 'A document inside is encrypted or broken: what it says is not known.',
    },
    {
      id: 'document-active-content',
      when: { detector: ['document-active-content'] },
      verdict: 'quarantine',
      reason: 'A document inside runs a script or starts a program when it is opened.',
    },
  ],
});
