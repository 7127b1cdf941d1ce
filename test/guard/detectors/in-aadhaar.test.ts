import { inAadhaar } from '../../../shared/guard/detectors/in-aadhaar.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(inAadhaar, {
  named: ['Aadhaar 608321305117', '608321305117'],
  found: [
    ['6083 2130 5117', '6083 2130 5117'],
    ['6049-2262-1853', '6049-2262-1853'],
    ['Aadhar no 282862347812', '282862347812'],
    ['UIDAI: 822486846527', '822486846527'],
    ['आधार 8060 4042 1214', '8060 4042 1214'],
    ['aadhaar_no=806040421214', '806040421214'],
  ],
  lookalikes: [
    ['608321305117', 'twelve digits and no word'],
    ['6083 2130 5118', 'a wrong check digit'],
    ['Aadhaar 608321305118', 'a wrong check digit'],
    ['Aadhaar 108321305117', 'another first digit'],
    ['UID 608321305117', 'another word'],
    ['4111 6083 2130 5117', 'a card'],
    ['6083 2130 5117 4111', 'a card'],
    ['6083-2130 5117', 'two kinds of gap'],
    ['2048 4096 1024', 'a matrix'],
  ],
});
