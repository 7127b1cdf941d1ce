import { describe, expect, it } from 'vitest';
import { allChecks } from '../../../shared/guard/all-checks.ts';
import { allDetectors } from '../../../shared/guard/all-detectors.ts';
import { type Detector, detectorGroups } from '../../../shared/guard/detector.ts';
import { baselinePolicy } from '../../../shared/guard/policy/baseline-policy.ts';
import { checkIds } from '../../../shared/guard/policy/check-ids.ts';
import { fakeDetectors } from './fake-detectors.ts';
import { judgeWith, policyOf, type Sighting } from './judge-with.ts';

const policy = policyOf();
const verdictAt = (at: string, sighting: Sighting): string => {
  const judgement = judgeWith(policy, at, sighting);
  return judgement === undefined ? 'allow' : judgement.verdict;
};

const nationalNumbers = fakeDetectors
  .filter(
    ({ group, id }) => ['identity-number', 'health-number'].includes(group) && !['us-ssn', 'us-itin'].includes(id),
  )
  .map(({ id }) => id);

describe('the shipped policy', () => {
  describe('says nothing of an ordinary identified study', () => {
    it.each([
      ['PatientName', 'patient-name-echo', 'PN'],
      ['PatientName', 'patient-id-echo', 'PN'],
      ['OtherPatientNames', 'patient-name-echo', 'PN'],
      ['ReferringPhysicianName', 'patient-name-echo', 'PN'],
      ['OriginalAttributesSequence.0.ModifiedAttributesSequence.0.PatientName', 'patient-name-echo', 'PN'],
      ['ContentSequence.4.PersonName', 'patient-name-echo', 'PN'],
      ['PatientID', 'patient-id-echo', 'LO'],
      ['PatientID', 'patient-name-echo', 'LO'],
      ['PatientID', 'medical-record-number', 'LO'],
      ['OtherPatientIDsSequence.0.PatientID', 'patient-id-echo', 'LO'],
      ['AccessionNumber', 'visit-id-echo', 'SH'],
      ['StudyID', 'patient-id-echo', 'SH'],
      ['AdmissionID', 'visit-id-echo', 'LO'],
      ['AccessionNumber', 'us-npi', 'SH'],
      ['PatientBirthDate', 'birth-date-echo', 'DA'],
      ['PatientBirthDate', 'date-of-birth', 'DA'],
      ['StudyDate', 'birth-date-echo', 'DA'],
      ['AcquisitionDateTime', 'birth-date-echo', 'DT'],
      ['PatientAge', 'age-over-89', 'AS'],
      ['InstitutionAddress', 'street-address', 'ST'],
      ['InstitutionAddress', 'phone-number', 'ST'],
      ['ReferringPhysicianTelephoneNumbers', 'phone-number', 'SH'],
      ['ReferringPhysicianIdentificationSequence.0.PersonTelecomInformation', 'email-address', 'LT'],
      ['ReferringPhysicianIdentificationSequence.0.PersonIdentificationCodeSequence.0.CodeValue', 'us-npi', 'SH'],
      ['RetrieveURL', 'ip-address', 'UR'],
      ['(0002,0026)', 'ip-address', 'UR'],
    ])('%s with %s', (at, detector, vr) => {
      expect(verdictAt(at, { detector, place: { vr } })).toBe('allow');
    });

    it.each(nationalNumbers)('a patient ID that is a %s', (detector) => {
      expect(verdictAt('PatientID', { detector })).toBe('allow');
      expect(verdictAt('OtherPatientIDsSequence.3.PatientID', { detector })).toBe('allow');
    });

    it.each(['preamble-tiff', 'icon-image'])('%s', (detector) => {
      expect(verdictAt('preamble', { detector, place: { carrier: 'preamble' } })).toBe('allow');
    });
  });

  describe('tells, and stores', () => {
    it.each([
      ['PatientID', 'us-ssn'],
      ['OtherPatientIDs', 'us-itin'],
      ['AccessionNumber', 'payment-card'],
      ['AdmissionID', 'iban'],
      ['PatientAddress', 'street-address'],
      ['PatientTelephoneNumbers', 'phone-number'],
      ['PatientTelecomInformation', 'email-address'],
      ['PatientID', 'email-address'],
      ['StudyDescription', 'phone-number'],
      ['StudyDescription', 'patient-name-echo'],
      ['StudyDescription', 'patient-id-echo'],
      ['StudyDescription', 'birth-date-echo'],
      ['SOPInstanceUID', 'uid-echo'],
      ['ImageComments', 'ip-address'],
      ['ImageComments', 'mac-address'],
      ['ImageComments', 'url-with-user'],
      ['PatientComments', 'date-of-birth'],
      ['PatientComments', 'age-over-89'],
      ['PatientComments', 'medical-record-number'],
      ['PatientComments', 'us-npi'],
      ['00091001', 'patient-name-echo'],
      ['EncapsulatedDocument', 'several-identifiers'],
      ['BurnedInAnnotation', 'burned-in-contradiction'],
      ['Modality', 'modality-contradiction'],
      ['preamble', 'preamble-other'],
      ['PatientComments', 'not-all-inspected'],
      ['EncapsulatedDocument', 'document-unreadable'],
      ['EncapsulatedDocument', 'document-contradiction'],
    ])('%s with %s', (at, detector) => {
      expect(verdictAt(at, { detector })).toBe('flag');
    });
  });

  describe('holds', () => {
    it.each([
      ['StudyDescription', 'us-ssn'],
      ['PatientName', 'us-ssn'],
      ['ContentSequence.0.TextValue', 'fr-nir'],
      ['EncapsulatedDocument', 'us-ssn'],
      ['7FE00010', 'payment-card'],
      ['PatientComments', 'iban'],
      ['00091001', 'uk-nino'],
      ['00091001.0.PatientID', 'uk-nino'],
      ['00091001.0.PatientID', 'us-ssn'],
      ['00091001.0.PatientAddress', 'street-address'],
      ['00091001.0.InstitutionAddress', 'street-address'],
      ['00091001.0.PatientID', 'uk-nhs-number'],
      ['PatientComments', 'uk-nhs-number'],
      ['PatientComments', 'street-address'],
      ['PatientID', 'street-address'],
      ['PatientComments', 'several-identifiers'],
      ['EncapsulatedDocument', 'document-active-content'],
      ['preamble', 'preamble-executable'],
      ['7FE00010', 'embedded-executable'],
      ['SOPInstanceUID', 'guard-failed'],
      ['PatientID', 'json-web-token'],
      ['PatientComments', 'cloud-key'],
      ['00091001', 'private-key'],
      ['part-header', 'us-ssn'],
    ])('%s with %s', (at, detector) => {
      expect(verdictAt(at, { detector })).toBe('quarantine');
    });
  });

  describe('holds what says that the identity was removed', () => {
    it.each([
      ['PatientID', 'uk-nhs-number'],
      ['PatientID', 'us-ssn'],
      ['AccessionNumber', 'payment-card'],
      ['PatientAddress', 'street-address'],
      ['PatientTelephoneNumbers', 'phone-number'],
      ['PatientComments', 'date-of-birth'],
      ['PatientComments', 'medical-record-number'],
      ['StudyDescription', 'patient-name-echo'],
      ['OtherPatientNames', 'patient-name-echo'],
      ['PatientComments', 'birth-date-echo'],
    ])('and has %s with %s', (at, detector) => {
      expect(verdictAt(at, { detector, isIdentityRemoved: true })).toBe('quarantine');
    });

    it.each([
      ['PatientName', 'patient-name-echo', 'PN'],
      ['PatientID', 'patient-name-echo', 'LO'],
      ['PatientID', 'patient-id-echo', 'LO'],
      ['PatientBirthDate', 'birth-date-echo', 'DA'],
      ['InstitutionAddress', 'street-address', 'ST'],
    ])('but not for %s with %s', (at, detector, vr) => {
      expect(verdictAt(at, { detector, place: { vr }, isIdentityRemoved: true })).toBe('allow');
    });

    it('and only tells of an icon', () => {
      expect(verdictAt('IconImageSequence', { detector: 'icon-image', isIdentityRemoved: true })).toBe('flag');
    });
  });

  it('has a rule for each group, and for each check but those that mean nothing by themselves', () => {
    const missing = (names: readonly string[], named: readonly string[]): string[] =>
      names.filter((name) => !named.includes(name));
    const groups = baselinePolicy.rules.flatMap(({ when }) => when.group ?? []);
    const seers = baselinePolicy.rules.flatMap(({ when }) => when.detector ?? []);

    expect(missing(detectorGroups, groups)).toEqual(['date']);
    expect(
      missing(
        fakeDetectors.filter(({ group }) => group === 'date').map(({ id }) => id),
        seers,
      ),
    ).toEqual([]);
    expect(missing(checkIds, seers)).toEqual(['preamble-tiff']);
  });

  it('is tested with detectors and checks as the guard has them', () => {
    const likeness = ({ id, group, pack }: Detector): object => ({ id, group, pack });
    const fakes = fakeDetectors.map(likeness);
    const known: readonly string[] = checkIds;

    expect(fakes).toEqual(expect.arrayContaining(allDetectors.map(likeness)));
    expect(known).toEqual(expect.arrayContaining(allChecks.map(({ id }) => id)));
  });

  it('names only detectors, checks and groups that there are', () => {
    const known: readonly string[] = [...fakeDetectors.map(({ id }) => id), ...checkIds, ...detectorGroups];
    const named = [
      ...baselinePolicy.rules.flatMap(({ when }) => when.detector ?? []),
      ...baselinePolicy.slots.flatMap(({ admits }) => admits),
    ];

    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('gives each rule and slot a name of its own', () => {
    const ids = [...baselinePolicy.rules, ...baselinePolicy.slots].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks for the floor with no condition that an instance could avoid', () => {
    const floor = baselinePolicy.rules.filter((rule) => rule.floor);

    expect(floor.map(({ id }) => id)).toEqual([
      'executable-preamble',
      'embedded-executable',
      'guard-failed',
      'credential',
    ]);
    for (const { when, mode } of floor) {
      expect(Object.keys(when)).toHaveLength(1);
      expect(mode).toBe('enforce');
    }
  });
});
