import type { InspectedText } from './inspected-text.ts';
import { findLandmarks, type Landmarks } from './landmarks.ts';
import { findNumberPlaces, type NumberPlaces } from './number-places.ts';

/** Between two texts: no pattern matches it, so no finding ever spans two values. */
export const separator = '\u0000';

/** A text within the whole: `start` and `end` are offsets in `Haystack.text`. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly source: InspectedText;
}

/** All texts of an instance as one, so that each detector runs once over all of them instead of once a value. */
export interface Haystack {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Found when the first detector asks, and then for all of them. */
  readonly landmarks: Landmarks;
  readonly numberPlaces: NumberPlaces;
}

export function haystackOf(texts: readonly InspectedText[]): Haystack {
  const segments: Segment[] = [];
  let start = 0;
  for (const source of texts) {
    segments.push({ start, end: start + source.text.length, source });
    start += source.text.length + separator.length;
  }
  const text = texts.map((each) => each.text).join(separator);
  let landmarks: Landmarks | undefined;
  let numberPlaces: NumberPlaces | undefined;
  return {
    text,
    segments,
    get landmarks() {
      landmarks ??= findLandmarks(text);
      return landmarks;
    },
    get numberPlaces() {
      numberPlaces ??= findNumberPlaces(text, this.landmarks.digits);
      return numberPlaces;
    },
  };
}

/** The text that holds this offset; offsets of separators belong to the text before them. */
export function segmentAt({ segments }: Haystack, offset: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.start ?? Number.POSITIVE_INFINITY) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = segments[low];
  if (found === undefined) throw new Error('an empty haystack has no segment');
  return found;
}

/** The same for offsets that only grow: a step instead of a search. */
export function segmentsInOrder({ segments }: Haystack): (offset: number) => Segment {
  let index = 0;
  return (offset) => {
    while ((segments[index + 1]?.start ?? Number.POSITIVE_INFINITY) <= offset) index++;
    const found = segments[index];
    if (found === undefined) throw new Error('an empty haystack has no segment');
    return found;
  };
}
