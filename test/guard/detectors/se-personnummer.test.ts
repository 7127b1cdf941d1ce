import { sePersonnummer } from '../../../shared/guard/detectors/se-personnummer.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(sePersonnummer, {
  named: ['personnummer 8507287137', '8507287137'],
  found: [
    ['811218-9876', '811218-9876'],
    ['19811218-9876', '19811218-9876'],
    ['198112189876', '198112189876'],
    ['850728-7137', '850728-7137'],
    ['Personnr: 680814-1821', '680814-1821'],
    ['pnr 7703062575', '7703062575'],
    ['701063-2391', '701063-2391'],
    ['samordningsnummer 7010632391', '7010632391'],
    ['050312-9876', '050312-9876'],
    ['personnummer 20050312-9876', '20050312-9876'],
    ['690218+1798', '690218+1798'],
  ],
  lookalikes: [
    ['811218-9875', 'a wrong check digit'],
    ['pnr 811318-9876', 'no date'],
    ['8507287137', 'ten digits and no word'],
    ['200503129876', 'a date of this century and no word'],
    ['240131-1020', 'a date and a time'],
    ['20240131-0010', 'a study number'],
    ['811218 9876', 'a space'],
    ['+8507287137', 'a phone number'],
  ],
});
