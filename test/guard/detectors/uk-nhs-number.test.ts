import { ukNhsNumber } from '../../../shared/guard/detectors/uk-nhs-number.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(ukNhsNumber, {
  named: ['NHS no. 9434765919', '9434765919'],
  found: [
    ['943 476 5919', '943 476 5919'],
    ['NHS 341-672-1101', '341-672-1101'],
    ['nhs 6840388549', '6840388549'],
    ['NHS Number: 2143044321, seen today', '2143044321'],
    ['N.H.S. 4451956838', '4451956838'],
    ['DOB 01/02/1980 237 418 4048 ward 7', '237 418 4048'],
    ['H&C 3416721101', '3416721101'],
    ['Health and Care Number 6840388549', '6840388549'],
    ['9434765919 (NHS)', '9434765919'],
    ['NHS_No=2143044321;', '2143044321'],
    ['A1\\341 672 1101', '341 672 1101'],
    ['943\u00a0476\u00a05919', '943\u00a0476\u00a05919'],
  ],
  lookalikes: [
    ['9434765919', 'ten digits and no word'],
    ['341-672-1101', 'hyphens and no word'],
    ['943 476 5918', 'a wrong check digit'],
    ['NHS 9434765910', 'a wrong check digit'],
    ['943-476 5919', 'two kinds of gap'],
    ['512 512 1024', 'a matrix'],
    ['111 111 1111', 'one digit only'],
    ['NHS +9434765919', 'a phone number'],
    ['NHS 943476591', 'too short'],
    ['accession 9434765919', 'another word'],
    ['NHS 12\\9434765919\\13', 'a list of numbers'],
    ['NHS 943.476.5919', 'points'],
  ],
});
