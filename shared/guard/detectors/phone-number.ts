import type { Detector, Hit } from '../detector.ts';
import { type Haystack, segmentAt } from '../haystack.ts';
import { groupedPhoneNumbers } from './grouped-phone-numbers.ts';
import { namedLocalShape, nanpShape } from './nanp-shapes.ts';
import { isOtherNumber } from './phone-context.ts';
import { severalShapes } from './several-shapes.ts';

const northAmerican = severalShapes({
  id: 'phone-number',
  group: 'contact',
  about: 'Numbers of the North American plan.',
  shapes: [nanpShape, namedLocalShape],
});

/** Digits are everywhere in an image; a country code, the usual grouping or a word makes them a telephone number. */
export const phoneNumber: Detector = {
  id: northAmerican.id,
  group: northAmerican.group,
  about:
    'Telephone and fax numbers: with a country code, grouped as in North America or Britain, or of any form beside a word such as tel or call; not dates, matrix sizes or part numbers.',
  *find(haystack, patient) {
    const told = new Set<number>();
    for (const hit of northAmerican.find(haystack, patient)) {
      told.add(hit.start);
      if (mayBePhone(haystack, hit)) yield hit;
    }
    for (const hit of groupedPhoneNumbers(haystack)) {
      if (!told.has(hit.start) && mayBePhone(haystack, hit)) yield hit;
    }
  },
};

function mayBePhone(haystack: Haystack, { start, end }: Hit): boolean {
  const segment = segmentAt(haystack, start);
  const before = haystack.text.slice(Math.max(segment.start, start - 24), start);
  return !isOtherNumber(before, haystack.text.slice(end, Math.min(segment.end, end + 12)));
}
