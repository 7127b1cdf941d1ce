import { deKvnr } from '../../../shared/guard/detectors/de-kvnr.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(deKvnr, {
  named: ['KVNR A123456780', 'A123456780'],
  found: [
    ['A123456780', 'A123456780'],
    ['Versichertennummer: G742569580', 'G742569580'],
    ['Krankenkasse AOK, G510349936', 'G510349936'],
    ['KV-Nr. D524700513', 'D524700513'],
    ['eGK J505452693', 'J505452693'],
    ['Versicherungsnr V 149374245', 'V 149374245'],
    ['Patient V149374245 nüchtern', 'V149374245'],
    ['health insurance no G 742 569 580', 'G 742 569 580'],
  ],
  lookalikes: [
    ['A123456781', 'a wrong check digit'],
    ['KVNR B123456780', 'another letter'],
    ['a123456780', 'a small letter'],
    ['A12345678', 'too short'],
    ['A1234567800', 'too long'],
    ['A 123456780', 'a space and no word'],
    ['AA123456780', 'two letters'],
    ['SN-A123456780', 'a part number'],
  ],
});
