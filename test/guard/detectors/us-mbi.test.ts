import { describe, expect, it } from 'vitest';
import { usMbi } from '../../../shared/guard/detectors/us-mbi.ts';
import { finds } from './finds.ts';

describe('Medicare beneficiary identifiers', () => {
  it.each([
    ['1EG4-TE5-MK73', '1EG4-TE5-MK73'],
    ['1EG4TE5MK73', '1EG4TE5MK73'],
    ['MBI: 1EG4TE5MK73', '1EG4TE5MK73'],
    ['mbi 1eg4te5mk73', '1eg4te5mk73'],
    ['Medicare 9AA0-AA0-AA00', '9AA0-AA0-AA00'],
    ['2C03-D04-EF56', '2C03-D04-EF56'],
    ['beneficiary 1eg4-te5-mk73', '1eg4-te5-mk73'],
    ['1EG4 TE5 MK73', '1EG4 TE5 MK73'],
    ['card_1EG4TE5MK73.pdf', '1EG4TE5MK73'],
    ['(1EG4-TE5-MK73)', '1EG4-TE5-MK73'],
  ])('are found in %j', (text, expected) => {
    const found = finds(usMbi, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['0EG4-TE5-MK73', 'begins with 0'],
    ['1SG4-TE5-MK73', 'a letter that looks like a digit'],
    ['1EG4-TE5-MB73', 'a letter that looks like a digit'],
    ['1EI4-TE5-MK73', 'a letter that looks like a digit'],
    ['11G4-TE5-MK73', 'a digit for a letter'],
    ['1EG4-TE5-MK7A', 'a letter for a digit'],
    ['1EG4-TE5-1K73', 'a digit for a letter'],
    ['1EGA-TE5-MK73', 'a letter for a digit'],
    ['1EG4-TE5MK73', 'two kinds of gap'],
    ['1EG4TE5MK731', 'a longer token'],
    ['A1EG4TE5MK73', 'a longer token'],
    ['PN-1EG4TE5MK73', 'a part number'],
    ['1EG4-TE5-MK73-A', 'a part number'],
    ['1eg4te5mk73', 'small letters and no word'],
    ['1EG4-TE5-MK7', 'too short'],
  ])('are not %j: %s', (text) => {
    const found = finds(usMbi, text);

    expect(found).toEqual([]);
  });

  it.each(['DeviceSerialNumber', 'DetectorID', 'SoftwareVersions'])('are not in %s', (keyword) => {
    const found = finds(usMbi, '1EG4TE5MK73', { keyword, vr: 'LO' });

    expect(found).toEqual([]);
  });
});
