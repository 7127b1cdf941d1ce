import { zaIdNumber } from '../../../shared/guard/detectors/za-id-number.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(zaIdNumber, {
  named: ['SA ID 9609279303084', '9609279303084'],
  found: [
    ['8001015009087', '8001015009087'],
    ['960927 9303 084', '960927 9303 084'],
    ['RSA ID: 3906269241084', '3906269241084'],
    ['ID number 9409270139086', '9409270139086'],
    ['ID no. 6510010072082', '6510010072082'],
    ['Identiteitsnommer 5706085469085', '5706085469085'],
    ['pasiënt 5706085469085 CT', '5706085469085'],
    ['South African 9409270139086', '9409270139086'],
  ],
  lookalikes: [
    ['8001015009088', 'a wrong check digit'],
    ['SA ID 8001015009080', 'a wrong check digit'],
    ['8013015009087', 'no date'],
    ['8001015009287', 'no citizenship'],
    ['1704153600008', 'milliseconds'],
    ['1704153600180', 'milliseconds'],
    ['SA ID 800101500908', 'too short'],
    ['20240131102345', 'a time'],
  ],
});
