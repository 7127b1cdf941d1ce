import { describe, expect, it } from 'vitest';
import { birthDateEcho } from '../../../shared/guard/detectors/birth-date-echo.ts';
import { findsOf } from './finds-of-patient.ts';

const patient = { birthDate: '19670305' };

describe('an echo of the birth date', () => {
  it.each([
    '19670305',
    '1967-03-05',
    '1967/03/05',
    '1967.03.05',
    '1967-3-5',
    '05.03.1967',
    '5.3.1967',
    '05/03/1967',
    '03/05/1967',
    '3/5/1967',
    '05-03-1967',
    '5 Mar 1967',
    '05-MAR-1967',
    '05MAR1967',
    '5 March 1967',
    '5th of March 1967'.replace('of ', ''),
    'March 5, 1967',
    'MAR 05 1967',
    'March 5th, 1967',
    '1967 Mar 05',
    '5. März 1967',
    '5 mars 1967',
    '5 de marzo de 1967',
    '5 maart 1967',
    '5 marzo 1967',
    '1967年3月5日',
    '1967年03月05日',
    '05031967',
    '03051967',
  ])('is found as %s', (written) => {
    expect(findsOf(birthDateEcho, patient, `seen, ${written}, again`)).toEqual([written]);
    expect(findsOf(birthDateEcho, patient, `DOE_${written}_CT`)).toEqual([written]);
  });

  it.each(['05/03/67', '03/05/67', '5.3.67', '67-03-05', '5 Mar 67'])(
    'is found as %s beside a label only',
    (written) => {
      expect(findsOf(birthDateEcho, patient, `DOB: ${written}`)).toEqual([written]);
      expect(findsOf(birthDateEcho, patient, `geb. am ${written}`)).toEqual([written]);
      expect(findsOf(birthDateEcho, patient, `scanned ${written}`)).toEqual([]);
    },
  );

  it.each([
    'another day 1967-03-06, 15.03.1967, 05.03.19670',
    '1.2.840.19670305.1',
    '1.19670305',
    '119670305',
    '19670305120000',
    '196703051',
    '5 May 1967',
    '5/3 1967 to 2',
    '05.03.1967.1',
    'March 15, 1967',
    '67',
  ])('is none in %s', (text) => {
    expect(findsOf(birthDateEcho, patient, text)).toEqual([]);
  });

  it('is found for a birth date that somebody replaced', () => {
    const replaced = { birthDate: undefined, otherBirthDates: ['19880214'] };

    expect(findsOf(birthDateEcho, replaced, 'born 14.02.1988')).toEqual(['14.02.1988']);
  });

  it('is nothing where no birth date is known', () => {
    expect(findsOf(birthDateEcho, { birthDate: undefined }, '1967-03-05')).toEqual([]);
  });

  it('is nothing in a UID', () => {
    expect(findsOf(birthDateEcho, patient, '19670305', { carrier: 'uid' })).toEqual([]);
  });
});
