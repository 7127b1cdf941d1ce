import { z } from 'zod';
import { type PolicyFixture, partSchemas } from '../../shared/guard/policy/policy-document.ts';

export interface ShippedFixture extends PolicyFixture {
  /** Of the floor: no policy decides otherwise. */
  readonly floor: boolean;
}

const fixtures = (floor: boolean, raw: readonly z.input<typeof partSchemas.fixture>[]): ShippedFixture[] =>
  z
    .array(partSchemas.fixture)
    .parse(raw)
    .map((fixture) => ({ ...fixture, floor }));

const patient = { PatientName: 'Phantom^Ada', PatientID: 'PH-4711', PatientBirthDate: '19510304' };

/** What the shipped policy is for, one instance each. The identifiers are nobody's. */
export const baselineFixtures: readonly ShippedFixture[] = [
  ...fixtures(false, [
    {
      name: 'an ordinary identified study',
      attributes: { ...patient, AccessionNumber: 'A-20260102-7', StudyDescription: 'CT chest with contrast' },
      expect: 'allow',
    },
    {
      name: 'a social security number in a comment',
      attributes: { ...patient, PatientComments: 'SSN 212-45-6789' },
      expect: 'quarantine',
      rule: 'identity-number',
    },
    {
      name: 'a social security number as patient ID',
      attributes: { ...patient, PatientID: '212-45-6789' },
      expect: 'flag',
      rule: 'risky-identifier',
    },
    {
      name: 'a street address in free text',
      attributes: { ...patient, AdditionalPatientHistory: 'Lives at 1420 North Maple Avenue, Springfield, IL 62704' },
      expect: 'quarantine',
      rule: 'street-address',
    },
    {
      name: 'the attribute for the address of the patient',
      attributes: { ...patient, PatientAddress: '1420 North Maple Avenue, Springfield, IL 62704' },
      expect: 'flag',
      rule: 'patient-address',
    },
    {
      name: 'notes with several identifiers',
      attributes: { ...patient, ImageComments: 'Ada Phantom, born 1951-03-04, mail ada@example.org' },
      expect: 'quarantine',
      rule: 'several-identifiers',
    },
    {
      name: 'a telephone number in a comment',
      attributes: { ...patient, PatientComments: 'Call 212-555-0134 before the next examination' },
      expect: 'flag',
      rule: 'contact-in-text',
    },
    {
      name: 'an identity that was said to be removed',
      attributes: { PatientName: 'ANON', PatientIdentityRemoved: 'YES', PatientComments: 'Call 212-555-0134' },
      expect: 'quarantine',
      rule: 'identity-not-removed',
    },
    {
      name: 'a screen capture that denies burned-in annotation',
      attributes: {
        ...patient,
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
        Modality: 'OT',
        ConversionType: 'DI',
        BurnedInAnnotation: 'NO',
      },
      expect: 'flag',
      rule: 'burned-in-contradiction',
    },
    { name: 'a file that is a TIFF as well', attributes: patient, preamble: 'tiff', expect: 'allow' },
  ]),
  ...fixtures(true, [
    {
      name: 'a Windows program in disguise',
      attributes: patient,
      preamble: 'windows-program',
      expect: 'quarantine',
      rule: 'executable-preamble',
    },
    {
      name: 'a script in disguise',
      attributes: patient,
      preamble: 'script',
      expect: 'quarantine',
      rule: 'executable-preamble',
    },
    {
      name: 'a web page in disguise',
      attributes: patient,
      preamble: 'html',
      expect: 'quarantine',
      rule: 'executable-preamble',
    },
    {
      name: 'a token that opens another system',
      attributes: {
        ...patient,
        ImageComments: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwaGFudG9tIn0.c2lnbmF0dXJlc2lnbmF0dXJl',
      },
      expect: 'quarantine',
      rule: 'credential',
    },
  ]),
];
