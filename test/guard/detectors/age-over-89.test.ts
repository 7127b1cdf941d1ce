import { describe, expect, it } from 'vitest';
import { ageOver89 } from '../../../shared/guard/detectors/age-over-89.ts';
import { finds } from './finds.ts';

describe('an age over 89', () => {
  it.each([
    'a 92 y/o woman',
    '92yo male',
    '91 y.o. female',
    '90-year-old man',
    '97 year old',
    '101 years old',
    '125 yrs old',
    'age 91',
    'Age: 91',
    'age=93',
    'aged 95 years',
    'aged 95',
    'age of 95',
    'patient age 91 y, fell',
    'age at scan 94',
    '094Y',
    '94Y',
    '103Y',
    'F 92Y chest',
    '93 Jahre alt',
    '93-jährige Patientin',
    'Alter: 93',
    'âge : 91 ans',
    'edad 91 años',
    '91 años de edad',
  ])('is found in %s', (text) => {
    expect(finds(ageOver89, text)).toHaveLength(1);
  });

  it.each([
    '89 y/o',
    'age 89',
    'age 9',
    'age 126',
    '130 years old',
    '190 years old',
    'age 95 days',
    'age 91 months',
    'aged 96 hours',
    'patient position 95 cm',
    'image 91, page 92, stage 93, dosage 94',
    'average 95, voltage 120',
    '95 years of service',
    'T1 95 ms',
    '092M',
    '089Y',
    '1.094Y',
    'A94Y2',
    'age > 90',
    'age 90+',
    'age 91.5',
    'y 95 x 91',
    '2.91 yo',
  ])('is not found in %s', (text) => {
    expect(finds(ageOver89, text)).toEqual([]);
  });

  it.each(['DS', 'IS'])('is not looked for in numbers (%s)', (vr) => {
    expect(finds(ageOver89, '094Y', { vr })).toEqual([]);
  });

  it('is found in an age string', () => {
    expect(finds(ageOver89, '094Y', { vr: 'AS', keyword: 'PatientAge', path: '00101010' })).toEqual(['094Y']);
  });
});
