import { birthLabel, renderingsOf, shortRenderingsOf } from '../birth-dates.ts';
import type { Detector, Hit } from '../detector.ts';
import { type Haystack, segmentAt } from '../haystack.ts';

export const birthDateEcho: Detector = {
  id: 'birth-date-echo',
  group: 'echo',
  about: "The patient's own birth date in another place, as numbers or in words; without century only beside a label.",
  *find(haystack, { birthDate, otherBirthDates = [] }) {
    const dates = birthDate === undefined ? otherBirthDates : [birthDate, ...otherBirthDates];
    for (const date of dates.slice(0, maxDates)) {
      yield* echoes(haystack, renderingsOf(date));
      yield* labelledEchoes(haystack, shortRenderingsOf(date));
    }
  },
};

const maxDates = 8;

function* echoes(haystack: Haystack, pattern: RegExp): Generator<Hit> {
  for (const match of haystack.text.matchAll(pattern)) {
    const start = match.index;
    if (segmentAt(haystack, start).source.place.carrier === 'uid') continue;
    yield { start, end: start + match[0].length, score: 0.9 };
  }
}

function* labelledEchoes(haystack: Haystack, pattern: RegExp): Generator<Hit> {
  for (const hit of echoes(haystack, pattern)) {
    const { start } = segmentAt(haystack, hit.start);
    if (labelBefore.test(haystack.text.slice(Math.max(start, hit.start - 40), hit.start))) yield hit;
  }
}

const labelBefore = new RegExp(`${birthLabel}[^0-9]{0,20}$`, 'i');
