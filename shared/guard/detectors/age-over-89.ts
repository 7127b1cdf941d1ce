import type { Detector } from '../detector.ts';
import { type Segment, segmentAt } from '../haystack.ts';
import { runsOf } from '../landmarks.ts';
import { isAge, mayBeAge } from './age-words.ts';

/** Of 90 to 125 years; a year number or a longer one is none. */
const old = /0?(?:9[0-9]|1[01][0-9]|12[0-5])(?![0-9])/y;

const farthestBefore = 40;
const farthestAfter = 32;

/** 45 CFR 164.514(b)(2)(i)(C): ages over 89 identify, for so few people reach them. */
export const ageOver89: Detector = {
  id: 'age-over-89',
  group: 'date',
  about:
    'An age of 90 to 125 years, as a phrase in one of nine languages (`92-year-old`), after a label (`age 91`) or as DICOM writes it (`094Y`); no span of years.',
  *find(haystack) {
    const { text, landmarks } = haystack;
    for (const start of runsOf(landmarks.digits, 2, 4, (start) => isOld(text, start))) {
      const number = /^\d+/.exec(text.slice(start, start + 4))?.[0] ?? '';
      const end = start + number.length;
      if (isWithinNumber(text, start) || !mayBeAge({ text, start, end })) continue;
      const segment = segmentAt(haystack, start);
      if (!mayHoldAges(segment)) continue;
      const before = text.slice(Math.max(segment.start, start - farthestBefore), start);
      const after = text.slice(end, Math.min(segment.end, end + farthestAfter));
      if (!isAge({ number, text, start, end, before, after })) continue;
      yield { start, end: /^y/i.test(after) ? end + 1 : end, score: 0.7 };
    }
  },
};

function isOld(text: string, start: number): boolean {
  if (!'910'.includes(text.charAt(start))) return false;
  old.lastIndex = start;
  return old.test(text);
}

const mayHoldAges = ({ source: { place } }: Segment): boolean =>
  place.carrier !== 'uid' && place.vr !== 'DS' && place.vr !== 'IS';

/** `1990`, `2.91`, `120/95`; `F/94` is none. */
const isWithinNumber = (text: string, start: number): boolean =>
  /[0-9][.,/-]?$/.test(text.slice(Math.max(0, start - 2), start));
