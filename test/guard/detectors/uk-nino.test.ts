import { ukNino } from '../../../shared/guard/detectors/uk-nino.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(ukNino, {
  named: ['NI number AB123456C', 'AB123456C'],
  found: [
    ['AB123456C', 'AB123456C'],
    ['AB 12 34 56 C', 'AB 12 34 56 C'],
    ['JG-10-37-59-A', 'JG-10-37-59-A'],
    ['CE 123456 D', 'CE 123456 D'],
    ['National Insurance: WK 44 55 66 B.', 'WK 44 55 66 B'],
    ['NINO HH121212', 'HH121212'],
    ['NI No. YY 55 66 77', 'YY 55 66 77'],
    ['nino=PB654321A', 'PB654321A'],
    ['scan_AB123456C_ct', 'AB123456C'],
  ],
  lookalikes: [
    ['AB123456', 'no last letter and no word'],
    ['BG123456A', 'a prefix that nobody has'],
    ['NINO GB123456A', 'a prefix that nobody has'],
    ['ZZ123456B', 'a prefix that nobody has'],
    ['QQ123456C', 'the letters of leaflets'],
    ['AO123456C', 'O as second letter'],
    ['AB123456E', 'another last letter'],
    ['AB1234567C', 'seven digits'],
    ['AB12345C', 'five digits'],
    ['MR 12 34 567 C', 'other groups'],
    ['nino unknown', 'a word only'],
  ],
});
