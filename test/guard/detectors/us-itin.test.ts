import { describe, expect, it } from 'vitest';
import { usItin } from '../../../shared/guard/detectors/us-itin.ts';
import { finds } from './finds.ts';

describe('US taxpayer numbers', () => {
  it.each([
    ['912-50-1234', '912-50-1234'],
    ['912-65-1234', '912-65-1234'],
    ['ITIN 912-70-1234', '912-70-1234'],
    ['912-88-1234 on file', '912-88-1234'],
    ['(912-90-1234)', '912-90-1234'],
    ['912-92-1234', '912-92-1234'],
    ['912-94-1234', '912-94-1234'],
    ['912-99-1234', '912-99-1234'],
    ['itin 912 70 1234', '912 70 1234'],
    ['taxpayer 912701234', '912701234'],
    ['Tax ID: 912701234', '912701234'],
    ['912–70–1234', '912–70–1234'],
  ])('are found in %j', (text, expected) => {
    const found = finds(usItin, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['912-49-1234', 'a group that is not given out'],
    ['912-66-1234', 'a group that is not given out'],
    ['912-69-1234', 'a group that is not given out'],
    ['912-89-1234', 'a group that is not given out'],
    ['912-93-1234', 'a group that is not given out'],
    ['812-70-1234', 'another area'],
    ['912 70 1234', 'spaces and no word'],
    ['912701234', 'nine digits and no word'],
    ['912-70 1234', 'two kinds of gap'],
    ['999-99-9999', 'one digit only'],
    ['1912-70-1234', 'a longer number'],
    ['912-70-12345', 'a longer number'],
    ['A-912-70-1234', 'a part number'],
    ['912-70-1234-9', 'a part number'],
    ['tax id 1\\912701234\\2', 'a list of numbers'],
    ['1.2.912701234', 'the end of a UID'],
  ])('are not %j: %s', (text) => {
    const found = finds(usItin, text);

    expect(found).toEqual([]);
  });

  it('are not serial numbers', () => {
    const found = finds(usItin, '912-70-1234', { keyword: 'DeviceSerialNumber', vr: 'LO' });

    expect(found).toEqual([]);
  });
});
