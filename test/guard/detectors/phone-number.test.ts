import { describe, expect, it } from 'vitest';
import { phoneNumber } from '../../../shared/guard/detectors/phone-number.ts';
import { finds } from './finds.ts';

/** Numbers that plans keep for fiction (555-01xx, Ofcom's, ACMA's, ARCEP's), or that nobody has. */
describe('telephone numbers', () => {
  it.each([
    ['(212) 555-0134', '(212) 555-0134'],
    ['212-555-0134', '212-555-0134'],
    ['212.555.0134', '212.555.0134'],
    ['1-800-555-0199', '1-800-555-0199'],
    ['(555) 867-5309', '(555) 867-5309'],
    ['555-867-5309 x12', '555-867-5309 x12'],
    ['+1 212 555 0134', '+1 212 555 0134'],
    ['+1 (212) 555-0134 2024', '+1 (212) 555-0134'],
    ['+12125550134', '+12125550134'],
    ['+44 20 7946 0958', '+44 20 7946 0958'],
    ['+44 (0)20 7946 0958', '+44 (0)20 7946 0958'],
    ['+447700900123', '+447700900123'],
    ['+49 30 23125 123 2024-01-15', '+49 30 23125 123'],
    ['+33 1 99 00 12 34', '+33 1 99 00 12 34'],
    ['+61-491-570-156', '+61-491-570-156'],
    ['020 7946 0958', '020 7946 0958'],
    ['07700 900123', '07700 900123'],
    ['01632 960123', '01632 960123'],
    ['(020) 7946 0958', '(020) 7946 0958'],
  ])('are found without a word in %j', (text, expected) => {
    const found = finds(phoneNumber, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['tel 2125550134', '2125550134'],
    ['Phone: 212 555 0134', '212 555 0134'],
    ['call 555-0134', '555-0134'],
    ['phone 123-456-7890', '123-456-7890'],
    ['Tel. 030 23125-123', '030 23125-123'],
    ['Telefon 030/23125123', '030/23125123'],
    ['tél 01 99 00 12 34', '01 99 00 12 34'],
    ['mobile 0491 570 156', '0491 570 156'],
    ['cell 07700900123', '07700900123'],
    ['móvil 611 234 567', '611 234 567'],
    ['mob: 98765 43210', '98765 43210'],
    ['Fax 0049 30 23125123', '0049 30 23125123'],
    ['TEL:+442079460958', '+442079460958'],
    ['tel 020 7946 0958 2024', '020 7946 0958'],
    ['電話 03-5550-1234', '03-5550-1234'],
    ['pager 555-0199.', '555-0199'],
    ['tlf. mobil 22 12 34 56', '22 12 34 56'],
    ['Rückruf unter 0049 30 23125 002', '0049 30 23125 002'],
    ['RÜCKRUF UNTER 069-90009036', '069-90009036'],
    ['joindre au 01 99 00 41 79', '01 99 00 41 79'],
    ['portable 01.99.00.40.03', '01.99.00.40.03'],
    ['portable : 0199004003', '0199004003'],
    ['TÉL : 0199008849', '0199008849'],
    ['call back 07700900935', '07700900935'],
    ['wife 206 555 0197', '206 555 0197'],
    ["daughter's 555-0134", '555-0134'],
    ['next of kin: 2125550134', '2125550134'],
    ['cell. 333 5550134', '333 5550134'],
    ['celular (11) 91234-5678', '(11) 91234-5678'],
    ['tel. kom. 601 234 567', '601 234 567'],
    ['Rückrufnr. 030 23125123', '030 23125123'],
    ['llamar al 611 234 567', '611 234 567'],
    ['recapito 06 55512345', '06 55512345'],
    ['bellen op 020-5550134', '020-5550134'],
    ['telemóvel 912 345 678', '912 345 678'],
    ['kontakt: 08-555 012 34', '08-555 012 34'],
    ['0171 5550134 (mobil)', '0171 5550134'],
    ['Tel.:\r\n030 23125123', '030 23125123'],
  ])('are found beside a word in %j', (text, expected) => {
    const found = finds(phoneNumber, text);

    expect(found).toEqual([expected]);
  });

  it.each(['2125550134', '555-0134', '030 23125123', '98765 43210', '212 555 0134'])(
    'are found by the keyword of the attribute: %j',
    (text) => {
      const found = finds(phoneNumber, text, { keyword: 'PatientTelephoneNumbers', vr: 'SH' });

      expect(found).toEqual([text]);
    },
  );

  it.each([
    ['A1\\+44 20 7946 0958\\B2', ['+44 20 7946 0958']],
    ['020 7946 0958\\07700 900123', ['020 7946 0958', '07700 900123']],
    ['tel 2125550134\\2125550199', ['2125550134', '2125550199']],
  ])('are found one by one in %j', (text, expected) => {
    const found = finds(phoneNumber, text);

    expect(found).toEqual(expected);
  });

  it.each([
    ['2125550134', 'ten digits and no word'],
    ['212 555 0134', 'spaces and no word'],
    ['555-0134', 'seven digits and no word'],
    ['030 23125123', 'no word'],
    ['01 99 00 12 34', 'pairs of digits and no word'],
    ['123-456-7890', 'an area that does not exist'],
    ['212-155-0134', 'an exchange that does not exist'],
    ['911-555-0134', 'an area that does not exist'],
    ['212-411-0134', 'an exchange that does not exist'],
    ['512-512-1024', 'a matrix'],
    ['384-512-1879', 'a matrix'],
    ['mobile 131 173 26', 'an exposure'],
    ['TI 162-644-1978 ms.\nPhone consult 10 min.', 'an inversion time beside another line'],
    ['phone: TI 162-644-1978', 'a parameter'],
    ['TE 250-400-1500', 'a parameter'],
    ['250-400-1500 ms', 'a measure'],
    ['call schedule week 32/2024.\nImplant ref 0942-10-796, size 4', 'a reference'],
    ['call: implant ref 0942-10-796', 'a reference'],
    ['call lab, lot no. 212-555-0134', 'a lot'],
    ['portable 120 140 100', 'an exposure'],
    ['call: P/N 212-555-0134', 'a part number'],
    ['(11) 91234-5678', 'no word'],
    ['2024-01-15', 'a date'],
    ['call on 2024-01-15', 'a date'],
    ['call on 15.01.2024 1030', 'a date and a time'],
    ['call 20240115', 'a date'],
    ['12:30:45', 'a time'],
    ['120\\140\\100', 'a list of numbers'],
    ['tel 512\\2125550134\\512', 'a list of numbers'],
    ['A-212-555-0134', 'a part number'],
    ['212-555-0134-01', 'a part number'],
    ['X212-555-0134', 'a longer token'],
    ['212-555-01345', 'a longer number'],
    ['1.2.840.212.555.0134', 'a UID'],
    ['212.555.0134.1', 'a UID'],
    ['+2.3456789012', 'a decimal number'],
    ['+1.2125550134E+02', 'a decimal number'],
    ['0.5625 0.5625', 'pixel spacing'],
    ['cell 0.5625 0.5625', 'pixel spacing'],
    ['contact: 123-45-6789', 'a Social Security number'],
    ['+999 123 456 789', 'no country'],
    ['v 212.555.01', 'a version'],
    ['mobile C-arm 12', 'a device'],
    ['mobile unit 12345678', 'a number that another word names'],
    ['call for accession 0012345678', 'a number that another word names'],
    ['portable chest 120 140 100', 'an exposure'],
    ['contact the ward, see 12 345 678', 'a number that no word names'],
  ])('are not %j: %s', (text) => {
    const found = finds(phoneNumber, text);

    expect(found).toEqual([]);
  });

  it.each(['PatientID', 'AccessionNumber', 'OtherPatientIDs', 'StudyID'])('are not all of %s', (keyword) => {
    const found = finds(phoneNumber, '460-467-0129 ', { keyword, vr: 'LO' });

    expect(found).toEqual([]);
  });

  it.each([
    { keyword: 'DeviceSerialNumber', vr: 'LO' },
    { keyword: 'ManufacturerModelName', vr: 'LO' },
    { carrier: 'uid', vr: 'UI' },
  ] as const)('are not in %j', (place) => {
    const found = finds(phoneNumber, '212-555-0134', place);

    expect(found).toEqual([]);
  });
});
