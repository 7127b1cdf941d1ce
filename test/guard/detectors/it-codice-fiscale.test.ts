import { itCodiceFiscale } from '../../../shared/guard/detectors/it-codice-fiscale.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(itCodiceFiscale, {
  named: ['codice fiscale RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
  found: [
    ['RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['CF: RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['RSS MRA 85T10 A562S', 'RSS MRA 85T10 A562S'],
    ['rssmra85t10a562s', 'rssmra85t10a562s'],
    ['paziente MRTMTT91D08F205J, TC torace', 'MRTMTT91D08F205J'],
    ['C.F. MRTMTT91D08F205J', 'MRTMTT91D08F205J'],
  ],
  lookalikes: [
    ['RSSMRA85T10A562T', 'a wrong check letter'],
    ['CF RSSMRA85T10A562A', 'a wrong check letter'],
    ['RSSMRA85Z10A562S', 'no month'],
    ['ABCDEFGHIJKLMNOP', 'a word'],
    ['RSSMRA85T10A562', 'too short'],
    ['CF 12345678901', 'a company'],
    ['SOMATOMFORCEVB20', 'a scanner'],
  ],
});
