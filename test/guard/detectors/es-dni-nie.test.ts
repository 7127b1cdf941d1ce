import { esDniNie } from '../../../shared/guard/detectors/es-dni-nie.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(esDniNie, {
  named: ['DNI 43428086S', '43428086S'],
  found: [
    ['43428086S', '43428086S'],
    ['43428086-S', '43428086-S'],
    ['43.428.086-S', '43.428.086-S'],
    ['DNI: 53142000V', '53142000V'],
    ['N.I.F. 14774655F', '14774655F'],
    ['NIE Y3359829A', 'Y3359829A'],
    ['X-7362080-X', 'X-7362080-X'],
    ['Y3385184N', 'Y3385184N'],
    ['dni 26411238q', '26411238q'],
    ['Documento de identidad 49313367 X', '49313367 X'],
    ['paciente_12345678Z', '12345678Z'],
    ['nie: y no DNI 12345678Z.', '12345678Z'],
  ],
  lookalikes: [
    ['43428086T', 'a wrong letter'],
    ['DNI 43428086', 'no letter'],
    ['Y3359829B', 'a wrong letter'],
    ['19800105 M', 'a birth date and a sex'],
    ['20240131A', 'a date'],
    ['43428086 S', 'a space and no word'],
    ['43428086s', 'a small letter and no word'],
    ['4342808S', 'too short'],
    ['143428086S', 'too long'],
    ['DNI W3359829A', 'another first letter'],
  ],
});
