import { describe, expect, it } from 'vitest';
import { paymentCard } from '../../../shared/guard/detectors/payment-card.ts';
import { finds } from './finds.ts';

/** The numbers that schemes publish for tests. */
describe('payment cards', () => {
  it.each([
    ['4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['4111-1111-1111-1111', '4111-1111-1111-1111'],
    ['Visa 4012888888881881', '4012888888881881'],
    ['paid with 4111111111111111 at the desk', '4111111111111111'],
    ['5555 5555 5555 4444', '5555 5555 5555 4444'],
    ['mastercard 2223003122003222', '2223003122003222'],
    ['3782 822463 10005', '3782 822463 10005'],
    ['amex 371449635398431', '371449635398431'],
    ['6011 1111 1111 1117', '6011 1111 1111 1117'],
    ['3056 930902 5904', '3056 930902 5904'],
    ['3530-1113-3330-0000', '3530-1113-3330-0000'],
    ['card 6200000000000005', '6200000000000005'],
    ['credit card: 4222222222222', '4222222222222'],
    ['maestro 6759649826438453', '6759649826438453'],
    ['cc=4111111111111111&exp=12/30', '4111111111111111'],
  ])('are found in %j', (text, expected) => {
    const found = finds(paymentCard, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['4111 1111 1111 1112', 'a wrong check digit'],
    ['card 4111111111111112', 'a wrong check digit'],
    ['card 1234567812345670', 'a prefix that nobody issues'],
    ['card 7992739871300000', 'a prefix that nobody issues'],
    ['card 4444444444444448444', 'a length that nobody issues'],
    ['6759649826438453', 'a rare scheme and no word'],
    ['1.2.840.4111111111111111', 'the end of a UID'],
    ['card 4111111111111111.5', 'a decimal number'],
    ['card X4111111111111111', 'a longer token'],
    ['card 4111111111111111X', 'a longer token'],
    ['card 94111111111111111111', 'a longer number'],
    ['card 120\\4111111111111111\\100', 'a list of numbers'],
    ['120\\140\\100', 'a list of numbers'],
    ['4111 1111-1111 1111', 'two kinds of gap'],
    ['PN-4111-1111-1111-1111', 'a part number'],
    ['0000 0000 0000 0000', 'one digit only'],
    ['barcode 4006381333931 on the box', 'an article number'],
    ['20240115093000123456', 'a time'],
    ['detector serial no. 4111111111111111 installed', 'a serial number'],
    ['replaced SN:4111111111111111 in May', 'a serial number'],
  ])('are not %j: %s', (text) => {
    const found = finds(paymentCard, text);

    expect(found).toEqual([]);
  });

  it.each(['StudyDescription', 'AccessionNumber', 'PatientID', 'OtherPatientIDs', 'CodeValue', ''])(
    'are not a value of %j that is nothing but the number',
    (keyword) => {
      const found = finds(paymentCard, '4111111111111111', { keyword, vr: 'LO' });

      expect(found).toEqual([]);
    },
  );

  it.each(['PatientComments', 'ReasonForStudy'])('are a value of %j that is nothing but the number', (keyword) => {
    const found = finds(paymentCard, '4111111111111111', { keyword, vr: 'LO' });

    expect(found).toEqual(['4111111111111111']);
  });

  it.each([
    { keyword: 'DeviceSerialNumber', vr: 'LO' },
    { keyword: 'UniqueDeviceIdentifier', vr: 'UT' },
    { vr: 'IS' },
    { carrier: 'uid', vr: 'UI' },
  ] as const)('are not among the digits of %j', (place) => {
    const found = finds(paymentCard, 'lot 4111111111111111 of 2024', place);

    expect(found).toEqual([]);
  });
});
