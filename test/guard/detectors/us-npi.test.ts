import { describe, expect, it } from 'vitest';
import { usNpi } from '../../../shared/guard/detectors/us-npi.ts';
import { finds } from './finds.ts';

describe('national provider identifiers', () => {
  it.each([
    ['NPI 1234567893', '1234567893'],
    ['npi: 1245319599', '1245319599'],
    ['NPI#1234567893', '1234567893'],
    ['provider 1234567893', '1234567893'],
    ['National Provider Identifier 1245319599', '1245319599'],
    ['referring 1234567893', '1234567893'],
    ['1234567893 (physician)', '1234567893'],
    ['npi_1234567893.txt', '1234567893'],
    ['Provider no. 1245319599.', '1245319599'],
    ['NPI\t1234567893', '1234567893'],
  ])('are found in %j', (text, expected) => {
    const found = finds(usNpi, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['1234567893', 'no word'],
    ['NPI 1234567890', 'a wrong check digit'],
    ['NPI 1245319598', 'a wrong check digit'],
    ['NPI 3234567893', 'another first digit'],
    ['NPI 123456789', 'too short'],
    ['NPI 12345678931', 'a longer number'],
    ['NPI A1234567893', 'a word'],
    ['NPI 1.2.840.1234567893', 'the end of a UID'],
    ['NPI 1234567893.1', 'a decimal number'],
    ['NPI 12\\1234567893\\13', 'a list of numbers'],
    ['NPI 1234567893-1', 'a part number'],
    ['NPI 12-1234567893', 'a part number'],
    ['NPI 123-456-7893', 'groups'],
    ['accession 1234567893', 'another word'],
    ['', 'nothing'],
  ])('are not %j: %s', (text) => {
    const found = finds(usNpi, text);

    expect(found).toEqual([]);
  });

  it('are found by the keyword of the attribute', () => {
    const found = finds(usNpi, '1234567893', { keyword: 'ReferringPhysicianIdentification', vr: 'LO' });

    expect(found).toEqual(['1234567893']);
  });
});
