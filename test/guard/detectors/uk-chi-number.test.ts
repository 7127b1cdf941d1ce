import { ukChiNumber } from '../../../shared/guard/detectors/uk-chi-number.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(ukChiNumber, {
  named: ['CHI 1912698366', '1912698366'],
  found: [
    ['CHI: 1410666727', '1410666727'],
    ['chi number 0805630104', '0805630104'],
    ['Community Health Index 1511658878', '1511658878'],
    ['CHI 230648 3167', '230648 3167'],
    ['230648 3167', '230648 3167'],
    ['191269-8366', '191269-8366'],
    ['1511658878 (CHI)', '1511658878'],
  ],
  lookalikes: [
    ['1912698366', 'ten digits and no word'],
    ['CHI 1912698367', 'a wrong check digit'],
    ['CHI 9434765919', 'no date'],
    ['CHI 3213698366', 'no date'],
    ['010224 1031', 'a date and a time'],
    ['150324-1041', 'a date and a time'],
    ['CHIP 1912698366', 'another word'],
  ],
});
