import { describe, expect, it } from 'vitest';
import { dateOfBirth } from '../../../shared/guard/detectors/date-of-birth.ts';
import { finds } from './finds.ts';

describe('a date of birth', () => {
  it.each([
    ['DOB 03/05/1967', '03/05/1967'],
    ['dob:19670305', '19670305'],
    ['D.O.B. 5-3-67', '5-3-67'],
    ['D.O.B: 05 Mar 1967', '05 Mar 1967'],
    ['Date of Birth: 1967-03-05', '1967-03-05'],
    ['Date of birth (from referral): 1967-03-05', '1967-03-05'],
    ['born on March 5, 1967', 'March 5, 1967'],
    ['born 5th March 1967 in a village', '5th March 1967'],
    ['Birth date 05MAR1967', '05MAR1967'],
    ['birthdate=1967/3/5', '1967/3/5'],
    ['Birthday 05.03.1967', '05.03.1967'],
    ['geb. 05.03.1967', '05.03.1967'],
    ['geb. am 5.3.67', '5.3.67'],
    ['geboren am 5. März 1967', '5. März 1967'],
    ['Geburtsdatum: 05.03.1967', '05.03.1967'],
    ['née le 5 mars 1967', '5 mars 1967'],
    ['Né le 05/03/1967', '05/03/1967'],
    ['Date de naissance : 05/03/1967', '05/03/1967'],
    ['nato il 5 marzo 1967', '5 marzo 1967'],
    ['data di nascita 05/03/1967', '05/03/1967'],
    ['nacido el 5 de marzo de 1967', '5 de marzo de 1967'],
    ['Fecha de nacimiento: 05/03/1967', '05/03/1967'],
    ['geboortedatum 05-03-1967', '05-03-1967'],
    ['geboren op 5 maart 1967', '5 maart 1967'],
    ['Data de nascimento 05/03/1967', '05/03/1967'],
    ['född 1967-03-05', '1967-03-05'],
    ['ur. 05.03.1967', '05.03.1967'],
    ['DOB:\r\n05/03/1967', '05/03/1967'],
    ['DOB 05031967', '05031967'],
    ['scan_DOB_1967-03-05.dcm', '1967-03-05'],
    ['*05.03.1967', '05.03.1967'],
    ['Notfall: *5. März 1967', '5. März 1967'],
    ['(* 05.03.1967)', '05.03.1967'],
    ['b. 17/10/1992', '17/10/1992'],
    ['BD: 17/10/1992', '17/10/1992'],
    ['naissance : 24/05/1989', '24/05/1989'],
    ['Date_de_naissance_:_1956-06-25', '1956-06-25'],
    ['né(e) le 05/03/1967', '05/03/1967'],
    ['F. Nac. 14/08/2004', '14/08/2004'],
    ['F.NAC.: 14/08/2004', '14/08/2004'],
    ['D.N.: 14/08/2004', '14/08/2004'],
    ['nasc. 14/08/2004', '14/08/2004'],
    ['Geb.dat.: 05-03-1967', '05-03-1967'],
    ['Geb.-Datum 05.03.1967', '05.03.1967'],
    ['born on the 5th of March 1967', '5th of March 1967'],
    ['GebDat 05.03.1967', '05.03.1967'],
    ['née en 05/03/1967', '05/03/1967'],
    ['Date naiss. 05/03/1967', '05/03/1967'],
    ['F.N.: 05/03/1967', '05/03/1967'],
    ['nac. el 05/03/1967', '05/03/1967'],
    ['nata a Roma il 05/03/1967', '05/03/1967'],
    ['urodz. 05.03.1967', '05.03.1967'],
    ['födelsedatum 1967-03-05', '1967-03-05'],
    ['data urodzenia: 05.03.1967', '05.03.1967'],
  ])('is found in %s', (text, found) => {
    expect(finds(dateOfBirth, text)).toEqual([found]);
  });

  it.each([
    ['no label', 'Scan of 1967-03-05'],
    ['a label too far away', 'date of birth was asked for and refused, on 1967-03-05'],
    ['a label within a word', 'newborn 2024-03-05, stillborn 2024-03-05, adobe 2024-03-05'],
    ['no day of a calendar', 'DOB 31/31/1967, DOB 19671399, DOB 30 Feb 1967'],
    ['a placeholder', 'DOB 01/01/1900, DOB 00/00/0000, DOB 19000101, DOB 00000000'],
    ['a longer number', 'DOB 196703051'],
    ['a UID', 'born 1.2.840.10008.1.2'],
    ['another date after a number', 'born at 38 weeks, seen 2024-03-05'],
    ['the mark of a list', '* 05.03.2024 CT, *** 05.03.2024 ***, a. 05/03/2024 b. 17/10/2023'],
    ['a product', '5*05.03.1967'],
    ['the label alone', 'DOB unknown; date of birth; geb.'],
  ])('is not found with %s', (_, text) => {
    expect(finds(dateOfBirth, text)).toEqual([]);
  });

  it('is not looked for in UIDs', () => {
    expect(finds(dateOfBirth, 'DOB 19670305', { carrier: 'uid' })).toEqual([]);
  });
});
