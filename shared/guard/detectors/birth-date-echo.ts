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
      yield* echoesAroundYear(haystack, renderingsOf(date), date.slice(0, 4));
      yield* labelledEchoes(haystack, shortRenderingsOf(date));
    }
  },
};

const maxDates = 8;

/** As far as anything of a date may stand from its year. */
const reach = 40;

/** All of these renderings have the year in them, and most texts do not. */
function* echoesAroundYear(haystack: Haystack, pattern: RegExp, year: string): Generator<Hit> {
  let told = 0;
  for (let at = haystack.text.indexOf(year); at >= 0; at = haystack.text.indexOf(year, at + 1)) {
    const from = Math.max(told, at - reach);
    for (const match of haystack.text.slice(Math.max(0, from - 2), at + reach).matchAll(pattern)) {
      const start = Math.max(0, from - 2) + match.index;
      if (start < from || segmentAt(haystack, start).source.place.carrier === 'uid') continue;
      told = start + match[0].length;
      yield { start, end: told, score: 0.9 };
    }
  }
}

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
