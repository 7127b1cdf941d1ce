import { beNationalNumber } from '../../../shared/guard/detectors/be-national-number.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(beNationalNumber, {
  named: ['rijksregisternummer 80100578638', '80100578638'],
  found: [
    ['80.10.05-786.38', '80.10.05-786.38'],
    ['64112806234', '64112806234'],
    ['NISS: 51.12.21-476.49', '51.12.21-476.49'],
    ['Numéro national 90121395052', '90121395052'],
    ['INSZ 790426-004-30', '790426-004-30'],
    ['06030162506', '06030162506'],
    ['08.02.13-830.58', '08.02.13-830.58'],
    ['bis 85471212379', '85471212379'],
    ['85.47.12-123.79', '85.47.12-123.79'],
    ['Registre national: 80 10 05 786 38', '80 10 05 786 38'],
  ],
  lookalikes: [
    ['80.10.05-786.39', 'a wrong check'],
    ['NISS 80100578637', 'a wrong check'],
    ['80139978638', 'no date'],
    ['8010057863', 'too short'],
    ['80.10.05 786/38', 'another mark'],
    ['85.07.30 120 30', 'a date and numbers'],
  ],
});
