import type { Hit } from './detector.ts';
import { type Haystack, segmentAt } from './haystack.ts';

export interface LabelledValue {
  /** Global; a label, what may stand between, and at the end the value as its only group. */
  readonly pattern: RegExp;
  readonly isValid: (value: string) => boolean;
  readonly score: number;
}

/** Values that are known by the words in front of them; the hit is the value, without those words. */
export function* labelledValues(haystack: Haystack, { pattern, isValid, score }: LabelledValue): Generator<Hit> {
  for (const match of haystack.text.matchAll(pattern)) {
    const value = match[1] ?? '';
    if (!isValid(value) || segmentAt(haystack, match.index).source.place.carrier === 'uid') continue;
    const end = match.index + match[0].length;
    yield { start: end - value.length, end, score };
  }
}
