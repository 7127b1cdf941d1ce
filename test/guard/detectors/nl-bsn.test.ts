import { nlBsn } from '../../../shared/guard/detectors/nl-bsn.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(nlBsn, {
  named: ['BSN 425059194', '425059194'],
  found: [
    ['BSN: 111222333', '111222333'],
    ['burgerservicenummer 607616398', '607616398'],
    ['sofinummer 254756839', '254756839'],
    ['bsn_456714303', '456714303'],
    ['BSN 044383368', '044383368'],
    ['BSN 1112.22.333', '1112.22.333'],
    ['1112.22.333', '1112.22.333'],
    ['BSN 425 059 194', '425 059 194'],
    ['425059194 (BSN)', '425059194'],
    ['Citizen service number 425059194', '425059194'],
  ],
  lookalikes: [
    ['425059194', 'nine digits and no word'],
    ['BSN 425059195', 'a wrong check digit'],
    ['BSN 42505919', 'too short'],
    ['425 059 194', 'groups that sizes have too'],
    ['BSN 111111111', 'one digit only'],
    ['BSNX 425059194', 'another word'],
    ['BSN 12\\425059194\\7', 'a list of numbers'],
  ],
});
