import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { patientFactsOf } from '../../shared/guard/patient-facts.ts';

describe('the facts of a patient', () => {
  it('are names, numbers and the birth date that the data set tells of the patient and the visit', () => {
    const facts = patientFactsOf({
      '00080050': { vr: 'SH', Value: ['ACC4829137'] },
      '00100010': {
        vr: 'PN',
        Value: [{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' }],
      },
      '00100020': { vr: 'LO', Value: ['482913'] },
      '00100030': { vr: 'DA', Value: ['19670305'] },
      '00101000': { vr: 'LO', Value: ['771204', null] },
      '00101001': { vr: 'PN', Value: [{ Alphabetic: 'Yamada^T' }, null] },
      '00101002': { vr: 'SQ', Value: [{ '00100020': { vr: 'LO', Value: ['ZX99001'] } }, {}] },
      '00101005': { vr: 'PN', Value: [{ Alphabetic: 'Suzuki^Tarou' }] },
      '00200010': { vr: 'SH', Value: ['7'] },
      '00380010': { vr: 'LO', Value: ['ADM77'] },
      '00380060': { vr: 'LO', Value: ['EP88'] },
    });

    expect(facts).toEqual({
      names: ['Yamada^Tarou', '山田^太郎', 'やまだ^たろう', 'Yamada^T', 'Suzuki^Tarou'],
      patientIds: ['482913', '771204', 'ZX99001'],
      visitIds: ['ACC4829137', '7', 'ADM77', 'EP88'],
      birthDate: '19670305',
      otherBirthDates: [],
      isIdentityRemoved: false,
    });
  });

  it('do not hold the name of the mother', () => {
    const facts = patientFactsOf({ '00101060': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Mary' }] } });

    expect(facts.names).toEqual([]);
  });

  it('hold what somebody replaced', () => {
    const original: DicomJson = {
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane' }] },
      '00100020': { vr: 'LO', Value: ['482913'] },
      '00100030': { vr: 'DA', Value: ['19670305'] },
    };
    const facts = patientFactsOf({
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Case^7' }] },
      '00100030': { vr: 'DA', Value: ['19670101'] },
      '04000561': { vr: 'SQ', Value: [{ '04000550': { vr: 'SQ', Value: [original] } }] },
    });

    expect(facts.names).toEqual(['Case^7', 'Doe^Jane']);
    expect(facts.patientIds).toEqual(['482913']);
    expect(facts.birthDate).toBe('19670101');
    expect(facts.otherBirthDates).toEqual(['19670305']);
  });

  it('take the birth date of a referenced patient where there is no other', () => {
    const facts = patientFactsOf({
      '00081120': { vr: 'SQ', Value: [{ '00100030': { vr: 'DA', Value: ['19670305'] } }] },
    });

    expect(facts.birthDate).toBe('19670305');
  });

  it.each(['19000101', '00000000', '11111111', '18991230', '19671301', '19670230', '1967', '', 'unknown'])(
    'have no birth date of %s',
    (text) => {
      expect(patientFactsOf({ '00100030': { vr: 'DA', Value: [text] } }).birthDate).toBeUndefined();
    },
  );

  it('read a birth date as ACR-NEMA wrote it', () => {
    expect(patientFactsOf({ '00100030': { vr: 'DA', Value: ['1967.03.05'] } }).birthDate).toBe('19670305');
  });

  it.each([
    [['YES'], true],
    [['NO'], false],
    [[], false],
  ])('say whether the identity was removed: %s', (value, expected) => {
    expect(patientFactsOf({ '00120062': { vr: 'CS', Value: value } }).isIdentityRemoved).toBe(expected);
  });

  it('are read from names of any VR, and from nothing', () => {
    expect(patientFactsOf({ '00100010': { vr: 'UN', Value: ['Doe^Jane=山田'] } }).names).toEqual(['Doe^Jane', '山田']);
    expect(patientFactsOf({ '00100010': { vr: 'PN' }, '04000561': { vr: 'SQ' } }).names).toEqual([]);
    expect(patientFactsOf({}).patientIds).toEqual([]);
  });
});
