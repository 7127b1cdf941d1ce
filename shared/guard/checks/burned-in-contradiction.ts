import { burnedInAnnotationOf, strongBurnedInSign } from '../burned-in-risk.ts';
import type { Check } from '../check.ts';

/** Burned In Annotation (0028,0301) is what lets an image out of the house, so a NO must not stand beside a screen capture. */
export const burnedInContradiction: Check = {
  id: 'burned-in-contradiction',
  about:
    'Burned In Annotation (0028,0301) is NO, and the rest of the header says that the picture is one of a screen, a film, paper, a slide label or a dose report.',
  *inspect({ header }) {
    const sign = burnedInAnnotationOf(header) === 'NO' ? strongBurnedInSign(header) : undefined;
    if (sign !== undefined) yield { carrier: 'text', path: '00280301', detail: sign };
  },
};
