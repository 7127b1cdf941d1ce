import type { Hit } from './detector.ts';
import { type Haystack, type Segment, segmentAt } from './haystack.ts';
import { digit, kindOfCode, letter } from './landmarks.ts';

export interface LabelledNumber {
  /** Source of what stands before the value: words that name it, and what may stand between. */
  readonly label: string;
  /** Source of the value, which has five digits at least. */
  readonly value: string;
  readonly isValid: (value: string) => boolean;
  readonly score: number;
  /** Places where such a thing is none. */
  readonly isExcluded: (segment: Segment) => boolean;
}

/**
 * Values with many digits that are known by the words in front of them. Numbers are rarer than words, so each of them is
 * asked what stands before it, and not each word what comes after.
 */
export function labelledNumbers({
  label,
  value,
  isValid,
  score,
  isExcluded,
}: LabelledNumber): (haystack: Haystack) => Iterable<Hit> {
  const isLabelled = new RegExp(`(?<=${label})`, 'iy');
  const pattern = new RegExp(value, 'iy');
  return function* hitsIn(haystack) {
    let end = 0;
    for (const start of haystack.numberPlaces.starts) {
      if (start < end || !followsLetter(haystack.text, start) || !isAt(isLabelled, haystack.text, start)) continue;
      pattern.lastIndex = start;
      const found = pattern.exec(haystack.text)?.[0];
      if (found === undefined || !isValid(found)) continue;
      if (isExcluded(segmentAt(haystack, start))) continue;
      end = start + found.length;
      yield { start, end, score };
    }
  };
}

/** As far as anything may stand between a label and its number. */
const farthest = 16;
const between = /[\s:#=.°º()[\]"'’_–№-]/;

/** A label ends in a letter, and nothing but marks stands between it and the number. */
function followsLetter(text: string, start: number): boolean {
  for (let at = start - 1; at >= Math.max(0, start - farthest); at--) {
    const code = text.charCodeAt(at);
    if (kindOfCode[code] === letter) return true;
    if (kindOfCode[code] === digit || !between.test(text.charAt(at))) return false;
  }
  return false;
}

function isAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
