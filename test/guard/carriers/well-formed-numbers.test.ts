import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWellFormedNumber } from '../../../shared/guard/carriers/well-formed-numbers.ts';

describe('a value that is what its VR says', () => {
  it.each([
    ['DA', '20240229'],
    ['DA', '2024.02.29'],
    ['DA', '20240101\\20240102'],
    ['DA', ''],
    ['DA', '        '],
    ['TM', '070907.0705 '],
    ['TM', '0709'],
    ['TM', '23:59:60'],
    ['DT', '20240301120000.000000+0100'],
    ['DT', '2024'],
    ['DS', '-1.5e-03\\ 2 \\.5\\7.\\'],
    ['DS', '0.123456789012345678'],
    ['IS', '-2147483648\\+12 '],
    ['IS', '12\0'],
  ])('is no text: %s %s', (vr, text) => {
    expect(isWellFormedNumber(vr, text)).toBe(true);
  });

  it.each([
    ['DA', '20241301'],
    ['DA', '99999999'],
    ['DA', 'JANE DOE'],
    ['DA', '20240101\\DOE'],
    ['TM', '240000'],
    ['TM', '55501420199'],
    ['DT', '202403011200000000'],
    ['DS', '1.2.840.10008'],
    ['DS', '4111111111111111\\41111111111111119'],
    ['DS', '123-45-6789'],
    ['IS', '5551234567'],
    ['IS', '1.5'],
    ['IS', '078 05 1120'],
    ['AS', '045Y'],
    ['LO', '12'],
  ])('is a text where it is not: %s %s', (vr, text) => {
    expect(isWellFormedNumber(vr, text)).toBe(false);
  });

  it('is every 32-bit integer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
        expect(isWellFormedNumber('IS', numbers.join('\\'))).toBe(true);
      }),
    );
  });

  it('is every date', () => {
    const years = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };

    fc.assert(
      fc.property(fc.date(years), (date) => {
        const digits = date.toISOString().replace(/\D/g, '');

        expect(isWellFormedNumber('DA', digits.slice(0, 8))).toBe(true);
        expect(isWellFormedNumber('TM', digits.slice(8, 14))).toBe(true);
        expect(isWellFormedNumber('DT', digits.slice(0, 14))).toBe(true);
      }),
    );
  });

  it('is nothing with a letter that is no exponent', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('DA', 'TM', 'DT', 'DS', 'IS'), (text, vr) => {
        expect(isWellFormedNumber(vr, `${text}X`)).toBe(false);
      }),
    );
  });
});
