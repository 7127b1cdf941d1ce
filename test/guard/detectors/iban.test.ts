import { describe, expect, it } from 'vitest';
import { iban } from '../../../shared/guard/detectors/iban.ts';
import { finds } from './finds.ts';

/** The examples of the registry of ISO 13616. */
describe('bank account numbers', () => {
  it.each([
    ['DE89370400440532013000', 'DE89370400440532013000'],
    ['DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00'],
    ['IBAN: GB29 NWBK 6016 1331 9268 19 PLEASE PAY', 'GB29 NWBK 6016 1331 9268 19'],
    ['FR14 2004 1010 0505 0001 3M02 606.', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['NL91ABNA0417164300', 'NL91ABNA0417164300'],
    ['konto PL61109010140000071219812874', 'PL61109010140000071219812874'],
    ['NO9386011117947', 'NO9386011117947'],
    ['MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
    ['ES91-2100-0418-4502-0005-1332', 'ES91-2100-0418-4502-0005-1332'],
    ['iban de89370400440532013000', 'de89370400440532013000'],
    ['iban_DE89370400440532013000.pdf', 'DE89370400440532013000'],
    ['SE4550000000058398257466 1', 'SE4550000000058398257466'],
  ])('are found in %j', (text, expected) => {
    const found = finds(iban, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['DE88370400440532013000', 'wrong check digits'],
    ['DE89370400440532013001', 'wrong check digits'],
    ['DE8937040044053201300', 'too short'],
    ['DE893704004405320130001', 'a longer number'],
    ['XDE89370400440532013000', 'a longer token'],
    ['DE89 37040044 0532 0130 00', 'uneven groups'],
    ['DE89 3704-0044 0532 0130 00', 'two kinds of gap'],
    ['ZZ89370400440532013000', 'no country'],
    ['de89370400440532013000', 'small letters and no word'],
    ['US12345678901234567890', 'a country without such numbers'],
    ['CT01 HEAD WITHOUT CONTRAST', 'a protocol'],
    ['DE89', 'its beginning only'],
    ['DE89 3704', 'its beginning only'],
    ['VB20 D00A SP01', 'a version'],
    ['1.2.840.10008.5.1.4.1.1.2', 'a UID'],
    ['120\\140\\100', 'a list of numbers'],
  ])('are not %j: %s', (text) => {
    const found = finds(iban, text);

    expect(found).toEqual([]);
  });

  it('are not looked for in UIDs', () => {
    const found = finds(iban, 'DE89370400440532013000', { carrier: 'uid', vr: 'UI' });

    expect(found).toEqual([]);
  });
});
