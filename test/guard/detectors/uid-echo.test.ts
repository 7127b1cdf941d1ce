import { describe, expect, it } from 'vitest';
import { uidEcho } from '../../../shared/guard/detectors/uid-echo.ts';
import { findsOf } from './finds-of-patient.ts';

const patient = { patientIds: ['AB-4829137', '00551234', '77001'], birthDate: '19670305' };
const uid = { carrier: 'uid', vr: 'UI', path: '0020000D', keyword: 'StudyInstanceUID' } as const;

describe('an echo in a UID', () => {
  it.each([
    ['the digits of the patient ID', '1.2.840.113619.2.4829137.5', '4829137'],
    ['the patient ID without leading zeros', '2.25.551234', '551234'],
    ['a short patient ID as a component', '1.2.826.0.1.3680043.8.77001.2', '77001'],
    ['the patient ID at the end of a component', '1.2.3.20240105551234', '551234'],
    ['a nine-digit patient ID', '1.2.3.900123456.1', '900123456'],
    ['the birth date', '1.3.6.1.4.1.5962.1.19670305', '19670305'],
    ['the birth date before a time', '1.2.3.4.19670305120000', '19670305'],
    ['the second of two UIDs', '1.2.3\\1.2.4829137', '4829137'],
  ])('is %s', (_, text, found) => {
    const withNine = { ...patient, patientIds: [...patient.patientIds, '900-12-3456'] };

    expect(findsOf(uidEcho, withNine, text, uid)).toEqual([found]);
  });

  it.each([
    ['A70054499', '1.2.826.0.1.3680043.9.3291.1.70054499.43', '70054499'],
    ['RAD-2024-819503', '1.2.826.0.1.3680043.9.1043.1.819503.63', '819503'],
    ['CT21.760967', '1.3.6.1.4.1.5962.1.760967.2', '760967'],
    ['A02078361', '1.2.276.0.99.2078361', '2078361'],
    ['6235725917', '1.2.840.113619.2.62357259170001', '6235725917'],
  ])('is of the accession number %s', (id, text, found) => {
    expect(findsOf(uidEcho, { visitIds: [id] }, text, uid)).toEqual([found]);
  });

  it.each([
    ['a short one', '48291', '1.2.3.48291'],
    ['a round one', '482000', '1.2.3.482000'],
    ['a date', '20240305', '1.2.3.20240305'],
    ['the date of one', 'RIS20240305-17', '1.2.3.20240305.17'],
    ['a part of one', 'A70054499', '1.2.3.7005.4499'],
    ['a part of a component', '819503', '1.2.3.48195037'],
  ])('is not of an accession number that is %s', (_, id, text) => {
    expect(findsOf(uidEcho, { visitIds: [id] }, text, uid)).toEqual([]);
  });

  it.each([
    ['a short patient ID within a component', '1.2.3.9770012'],
    ['a patient ID within random bits', '2.25.329804829137558635629551234978511506'],
    ['the birth date within a longer number', '1.2.3.119670305120000123'],
    ['another date', '1.2.3.20240305'],
    ['a standard class', '1.2.840.10008.5.1.4.1.1.2'],
  ])('is not %s', (_, text) => {
    expect(findsOf(uidEcho, patient, text, uid)).toEqual([]);
  });

  it.each([
    ['10008', '1.2.840.10008.1.2.1'],
    ['113619', '1.2.840.113619.2.55'],
    ['3680043', '1.2.826.0.1.3680043.8.498'],
    ['14519', '1.3.6.1.4.1.14519.5.2.1'],
    ['7230010', '1.2.276.0.7230010.3.1'],
  ])('is not the registered arc %s', (id, text) => {
    expect(findsOf(uidEcho, { patientIds: [id] }, text, uid)).toEqual([]);
  });

  it.each([['AB12CD34'], ['1234'], ['777777'], ['ANON']])('is not of a patient ID like %s', (id) => {
    expect(findsOf(uidEcho, { patientIds: [id] }, '1.2.3.1234.777777.12.34', uid)).toEqual([]);
  });

  it('is looked for in UIDs only', () => {
    expect(findsOf(uidEcho, patient, '1.2.3.4829137')).toEqual([]);
  });
});
