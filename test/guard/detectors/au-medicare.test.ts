import { auMedicare } from '../../../shared/guard/detectors/au-medicare.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(auMedicare, {
  named: ['Medicare 4911625591', '4911625591'],
  found: [
    ['4911 62559 1', '4911 62559 1'],
    ['4240-90812-1', '4240-90812-1'],
    ['Medicare No: 41229791112', '41229791112'],
    ['medicare card 2273946981', '2273946981'],
    ['3734 53582 1/2', '3734 53582 1/2'],
    ['3734 53582 1 2', '3734 53582 1 2'],
    ['Medicare number 4911 62559 1-3', '4911 62559 1-3'],
    ['4911625591 (Medicare)', '4911625591'],
  ],
  lookalikes: [
    ['4911625591', 'ten digits and no word'],
    ['49116255911', 'eleven digits and no word'],
    ['4911 62558 1', 'a wrong check digit'],
    ['Medicare 4911625581', 'a wrong check digit'],
    ['Medicare 7911625591', 'another first digit'],
    ['Medicare 491162559', 'too short'],
    ['4911 6255 91', 'other groups'],
  ],
});
