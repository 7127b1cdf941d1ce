import { describe, expect, it } from 'vitest';
import { allDetectors } from '../../../shared/guard/all-detectors.ts';
import { haystackOf } from '../../../shared/guard/haystack.ts';

const patient = { names: [], patientIds: [], visitIds: [], birthDate: '19520413', isIdentityRemoved: false };

function findsIn(text: string): [string, string][] {
  const place = { carrier: 'text', path: '00104000', vr: 'LT', keyword: 'PatientComments' } as const;
  const haystack = haystackOf([{ place, text, isByteForByte: true }]);
  return allDetectors.flatMap(({ id, find }) =>
    [...find(haystack, patient)]
      .filter(({ score }) => score >= 0.5)
      .map(({ start, end }): [string, string] => [id, text.slice(start, end)]),
  );
}

describe('forms that another hand has written', () => {
  it.each<[string, string, string]>([
    ['Rue du Midi 86, 1000 Bruxelles', 'street-address', 'Rue du Midi 86, 1000 Bruxelles'],
    ['Leopoldlaan, 73, 4000 Liège', 'street-address', 'Leopoldlaan, 73, 4000 Liège'],
    ['lives at Steenweg op Gent 12, 9000 Gent', 'street-address', 'Steenweg op Gent 12, 9000 Gent'],
    ['H.No. 768, Gandhi Nagar, Chennai 600002', 'street-address', 'H.No. 768, Gandhi Nagar, Chennai 600002'],
    ['Flat 114, Anna Salai, Kolkata - 700016', 'street-address', 'Flat 114, Anna Salai, Kolkata - 700016'],
    ['15 George Tce, Perth WA 6000', 'street-address', '15 George Tce, Perth WA 6000'],
    ['Torvet 145, 8000 Aarhus', 'street-address', 'Torvet 145, 8000 Aarhus'],
    ['Norra Torget 66, 111 57 Stockholm', 'street-address', 'Norra Torget 66, 111 57 Stockholm'],
    [
      'R. Augusta, 151, ap. 302, Curitiba/PR, CEP 17047-805',
      'street-address',
      'R. Augusta, 151, ap. 302, Curitiba/PR, CEP 17047-805',
    ],
    ['SA ID 800101 5009 08 7', 'za-id-number', '800101 5009 08 7'],
    ['SSN 123 - 45 - 6788', 'us-ssn', '123 - 45 - 6788'],
    ['NHSNo 9434765919', 'uk-nhs-number', '9434765919'],
    ['UHID: 25605383', 'medical-record-number', '25605383'],
    ['n° séjour 00909412', 'medical-record-number', '00909412'],
    ['nr karty pacjenta 518620', 'medical-record-number', '518620'],
    ['D/O/B 04/11/1986', 'date-of-birth', '04/11/1986'],
    ['scan_13041952_T1', 'birth-date-echo', '13041952'],
    ['fone (11) 3210-2321', 'phone-number', '(11) 3210-2321'],
    ['xapp-1-A0123456789-1234567890-abcdef', 'cloud-key', 'xapp-1-A0123456789-1234567890-abcdef'],
  ])('are found: %s', (text, detector, found) => {
    expect(findsIn(text)).toContainEqual([detector, found]);
  });

  it('are found in addresses of Slack and of shared blobs, which open what they name', () => {
    const hook = `hooks.slack.com/services/T0AAAAAAA/B0BBBBBBB/${'a1B2'.repeat(5)}`;
    const blob = `https://example.blob.core.windows.net/c/f.dcm?sv=2020&sr=b&sig=${'a1B2'.repeat(6)}`;

    expect(findsIn(`post to https://${hook}`)).toContainEqual(['cloud-key', hook]);
    expect(findsIn(blob)).toContainEqual(['url-with-user', blob]);
  });

  it.each([
    'build 5.1.79.47',
    'Place 12, 1000 HU',
    'Series 4, Image 12, Matrix 512 512',
    'Quai de pose 3, 1000 ms',
    'Abdomen, Pelvis, Dose 120345',
  ])('and these are nobody: %s', (text) => {
    expect(findsIn(text)).toEqual([]);
  });
});
