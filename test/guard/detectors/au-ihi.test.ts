import { auIhi } from '../../../shared/guard/detectors/au-ihi.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(auIhi, {
  named: ['IHI 8003608768654766', '8003608768654766'],
  found: [
    ['8003609042878957', '8003609042878957'],
    ['8003 6066 9028 1757', '8003 6066 9028 1757'],
    ['IHI: 8003609414737914', '8003609414737914'],
    ['Healthcare Identifier 8003-6023-1420-2691', '8003-6023-1420-2691'],
    ['ihi_8003602314202691', '8003602314202691'],
  ],
  lookalikes: [
    ['8003608768654767', 'a wrong check digit'],
    ['IHI 8003608768654760', 'a wrong check digit'],
    ['IHI 8003610000000009', 'a provider'],
    ['IHI 4111111111111111', 'a card'],
    ['8003 60876865 4766', 'other groups'],
  ],
});
