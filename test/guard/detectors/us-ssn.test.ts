import { describe, expect, it } from 'vitest';
import { usSsn } from '../../../shared/guard/detectors/us-ssn.ts';
import { finds } from './finds.ts';

describe('US Social Security numbers', () => {
  it.each([
    ['123-45-6789', '123-45-6789'],
    ['SSN: 234-56-7890.', '234-56-7890'],
    ['patient (345-67-8901) called', '345-67-8901'],
    ['scan_456-78-9012_ct.dcm', '456-78-9012'],
    ['SSN-567-89-0123', '567-89-0123'],
    ['en dashes 123–45–6789', '123–45–6789'],
    ['no-break hyphens 123\u201145\u20116789', '123\u201145\u20116789'],
    ['ssn 123 45 6789', '123 45 6789'],
    ['Social Security No. 123456789', '123456789'],
    ['soc sec 123456789', '123456789'],
    ['SS# 123456789', '123456789'],
    ['SSN123456789', '123456789'],
    ['SSN123-45-6789', '123-45-6789'],
    ['patient_ssn=123456789;', '123456789'],
    ['123456789 (SSN)', '123456789'],
    ['A12345\\123-45-6789', '123-45-6789'],
    ['987654321\\123456789 ssn', '123456789'],
    ['A1\\ssn 123456789\\B2', '123456789'],
  ])('are found in %j', (text, expected) => {
    const found = finds(usSsn, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['000-45-6789', 'area 000'],
    ['666-45-6789', 'area 666'],
    ['900-45-6789', 'an area that taxpayer numbers have'],
    ['987-65-4321', 'the numbers of advertisements'],
    ['123-00-6789', 'group 00'],
    ['123-45-0000', 'serial 0000'],
    ['SSN 078-05-1120', 'the number of a wallet'],
    ['SSN 219-09-9999', 'the number of a brochure'],
    ['111-11-1111', 'one digit only'],
    ['123-45 6789', 'two kinds of gap'],
    ['123 45 6789', 'spaces and no word'],
    ['123456789', 'nine digits and no word'],
    ['social history: 123456789', 'another word'],
    ['1.2.840.123-45-6789', 'the end of a UID'],
    ['1123-45-6789', 'a longer number'],
    ['123-45-67890', 'a longer number'],
    ['X123-45-6789', 'a word'],
    ['PN-123-45-6789', 'a part number'],
    ['123-45-6789-01', 'a part number'],
    ['ssn 120\\123456789\\100', 'a list of numbers'],
    ['120\\140\\100', 'a list of numbers'],
    ['2024-01-15', 'a date'],
    ['ssn 1.123456789', 'a decimal number'],
  ])('are not %j: %s', (text) => {
    const found = finds(usSsn, text);

    expect(found).toEqual([]);
  });

  it.each([
    { keyword: 'DeviceSerialNumber', vr: 'LO' },
    { keyword: 'SoftwareVersions', vr: 'LO' },
    { carrier: 'uid', vr: 'UI' },
  ] as const)('are not in %j', (place) => {
    const found = finds(usSsn, '123-45-6789', place);

    expect(found).toEqual([]);
  });

  it('are also in machine text, beside a word that names one', () => {
    const found = finds(usSsn, 'SSN 123-45-6789', { keyword: 'DeviceSerialNumber', vr: 'LO' });

    expect(found).toEqual(['123-45-6789']);
  });
});
