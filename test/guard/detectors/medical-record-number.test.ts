import { describe, expect, it } from 'vitest';
import { medicalRecordNumber } from '../../../shared/guard/detectors/medical-record-number.ts';
import { finds } from './finds.ts';

describe('a medical record number', () => {
  it.each([
    ['MRN 4829137', '4829137'],
    ['MRN: 4829137.', '4829137'],
    ['mrn#48-29-137', '48-29-137'],
    ['MRN is 4829137', '4829137'],
    ['MRN4829137', '4829137'],
    ['MR# 48291', '48291'],
    ['MR No. A482913', 'A482913'],
    ['Med. Rec. 4829137', '4829137'],
    ['med rec no 4829137', '4829137'],
    ['Medical record number: 4829137', '4829137'],
    ['medical record no. 4829137', '4829137'],
    ['chart no 482913', '482913'],
    ['Chart #482913', '482913'],
    ['hospital no: H482913', 'H482913'],
    ['hosp# 4829137', '4829137'],
    ['unit no. 482913', '482913'],
    ['Patient no 482913', '482913'],
    ['Patient ID: 482-913', '482-913'],
    ['PatientID=482913', '482913'],
    ['patient_id "482913"', '482913'],
    ['Pat.-Nr. 482913', '482913'],
    ['Pat-ID 482913', '482913'],
    ['Patientennummer 482913', '482913'],
    ['Fallnummer: 7004829137', '7004829137'],
    ['Fall-Nr. 7004829137', '7004829137'],
    ['NIP 4829137', '4829137'],
    ['IPP: 8004829137', '8004829137'],
    ['NHC 482913', '482913'],
    ['N° de dossier 482913', '482913'],
    ['historia clínica 482913', '482913'],
  ])('is found in %s', (text, found) => {
    expect(finds(medicalRecordNumber, text)).toEqual([found]);
  });

  it.each([
    'MR 4829137',
    'MR Brain 3000',
    'MRN unknown',
    'MRN: 00000000',
    'MRN 999999',
    'MRN 123',
    'MRN ABCDEFG',
    'Patient ID: 1.2.840.113619.2.55',
    'patient position 4829137',
    'patient no 2024-03-05',
    'patient no 05/03/2024',
    'Serial number 4829137',
    'Unit 482913',
    'chart of 482913',
    'MRN 4829137482913748291',
    'MRN 4829137.25.1',
    'fall number of patients 4829',
    'mrna 48291',
    'patient identity 48291 was checked',
  ])('is not found in %s', (text) => {
    expect(finds(medicalRecordNumber, text)).toEqual([]);
  });

  it('is not looked for in UIDs', () => {
    expect(finds(medicalRecordNumber, 'MRN 4829137', { carrier: 'uid' })).toEqual([]);
  });
});
