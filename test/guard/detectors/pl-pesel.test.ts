import { plPesel } from '../../../shared/guard/detectors/pl-pesel.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(plPesel, {
  named: ['PESEL 78041803292', '78041803292'],
  found: [
    ['44051401359', '44051401359'],
    ['PESEL: 72092578701', '72092578701'],
    ['pesel=40012391783', '40012391783'],
    ['pacjent 62102520512 TK głowy', '62102520512'],
    ['96011051184', '96011051184'],
    ['PESEL 14270746373', '14270746373'],
    ['12220319585', '12220319585'],
    ['Nr PESEL 960110 51184', '960110 51184'],
  ],
  lookalikes: [
    ['44051401358', 'a wrong check digit'],
    ['PESEL 44051401350', 'a wrong check digit'],
    ['44134001359', 'no date'],
    ['20240131104', 'a time'],
    ['PESEL 4405140135', 'too short'],
    ['440514013590', 'too long'],
    ['+44051401359', 'a phone number'],
    ['00000000000', 'one digit only'],
  ],
});
