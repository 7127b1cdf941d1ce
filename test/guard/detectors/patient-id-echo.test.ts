import { describe, expect, it } from 'vitest';
import { patientIdEcho } from '../../../shared/guard/detectors/patient-id-echo.ts';
import { findsOf, sees } from './finds-of-patient.ts';

const findsId = (id: string, text: string) => findsOf(patientIdEcho, { patientIds: [id] }, text);

describe('an echo of the patient ID', () => {
  it.each([
    ['12345678', 'see 12345678 for more', '12345678'],
    ['12345678', '123-456-78', '123-456-78'],
    ['123-456-78', 'no. 12345678,', '12345678'],
    ['12345678', '12 34 56 78', '12 34 56 78'],
    ['AB-482913', 'ab482913', 'ab482913'],
    ['AB482913', 'CT_AB-482913_01', 'AB-482913'],
    ['00482913', '00482913', '00482913'],
    ['482913', '(482913)', '482913'],
    ['A-1234567', 'A1234567', 'A1234567'],
    ['48291', 'case of 48291', '48291'],
    ['4829', 'Patient ID: 4829', '4829'],
    ['4829', 'MRN 4829', '4829'],
    ['1CT1', 'Pat.-Nr. 1CT1', '1CT1'],
    ['19800315', 'pid=19800315', '19800315'],
    ['120000', 'chart no 120000', '120000'],
    ['ÄB48291', 'ÄB48291', 'ÄB48291'],
    ['QXVENNA', 'QXVENNA', 'QXVENNA'],
    ['482913', 'MRN482913_CT', '482913'],
    ['482913', 'PatientID482913', '482913'],
  ])('%s is found in %s', (id, text, found) => {
    expect(findsId(id, text)).toEqual([found]);
  });

  it.each([
    ['longer', '482913', '4829134 1482913'],
    ['without its leading zeros', '00482913', '482913'],
    ['part of a word', '482913', 'x482913 482913b'],
    ['a component of a UID', '482913', '1.2.840.482913.5'],
    ['a decimal', '482913', '482913.75 and 482.913'],
    ['a list of digits', '482913', '4 8 2 9 1 3'],
    ['two numbers', '482913', 'size 482 913'],
    ['short', '4829', 'kVp 4829'],
    ['round', '120000', 'at 120000'],
    ['counting', '123456', '123456'],
    ['a date', '20240315', 'scan of 2024-03-15'],
    ['a code of a protocol', '1CT1', '1CT1'],
    ['all zeros', '000000', 'ID 000000'],
    ['one digit over and over', '99999999', 'ID 99999999'],
    ['a short word', 'DOE', 'DOE'],
    ['an ordinary word', 'PHANTOM', 'PHANTOM'],
    ['two ordinary words', 'HEAD-NECK', 'head neck'],
    ['nothing', '', 'ID '],
  ])('is nothing where it is %s', (_, id, text) => {
    expect(findsId(id, text)).toEqual([]);
  });

  it('is surer where a number was not put together from pieces or a label is beside', () => {
    const [bare] = sees(patientIdEcho, { patientIds: ['QXVENNA'] }, 'QXVENNA');
    const [labelled] = sees(patientIdEcho, { patientIds: ['QXVENNA'] }, 'MRN: QXVENNA');

    expect(bare?.score).toBeLessThan(labelled?.score ?? 0);
  });

  it('counts each of several IDs, once however it is written', () => {
    const patientIds = ['AB-482913', 'AB482913', 'ZX771204'];

    expect(findsOf(patientIdEcho, { patientIds }, 'AB482913, ZX771204')).toEqual(['AB482913', 'ZX771204']);
  });

  it('is a pseudonym where the identity was removed', () => {
    const patient = { patientIds: ['AB-482913'], isIdentityRemoved: true };

    expect(findsOf(patientIdEcho, patient, 'AB-482913')).toEqual([]);
  });

  it.each([
    ['Patient ID', { path: '00100020', keyword: 'PatientID', vr: 'LO' }],
    ['Other Patient IDs', { path: '00101000', keyword: 'OtherPatientIDs', vr: 'LO' }],
    ['Other Patient IDs Sequence', { path: '00101002.1.00100020', keyword: 'PatientID', vr: 'LO' }],
    ['a UID', { path: '00080018', carrier: 'uid', vr: 'UI' }],
  ] as const)('is none in %s itself', (_, place) => {
    expect(findsOf(patientIdEcho, { patientIds: ['AB482913'] }, 'AB482913', place)).toEqual([]);
  });

  it('is one in attributes that somebody replaced', () => {
    const place = { path: '04000561.0.04000550.0.00100020', keyword: 'PatientID', vr: 'LO' };

    expect(findsOf(patientIdEcho, { patientIds: ['AB482913'] }, 'AB482913', place)).toEqual(['AB482913']);
  });

  it.each(['CT Thorax 5.0 B31f', '512\\512\\0.488281\\0.488281', 'SN 48-2914', 'V48.2913', 'tel 482-914'])(
    'is none in %s',
    (text) => {
      expect(['482913', 'AB-482913', '0048'].flatMap((id) => findsId(id, text))).toEqual([]);
    },
  );
});
