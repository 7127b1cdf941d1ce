import type { Hit } from '../../detector.ts';
import type { Haystack } from '../../haystack.ts';

/** What a form's pattern matched, with its neighbourhood in the same text. */
export interface Candidate {
  readonly match: RegExpExecArray;
  /** A word such as "address" or "lives at" stands near; asked only of what looks like an address, for it takes time. */
  readonly isNamed: () => boolean;
  readonly before: string;
  readonly after: string;
}

/** One way to write an address. */
export interface AddressForm {
  /** Sticky and bounded; tried at the places below and nowhere else. */
  readonly pattern: RegExp;
  /** Where such an address can begin, ascending: by its digits and words, so that other texts cost next to nothing. */
  placesIn(haystack: Haystack): Iterable<number>;
  /** The address, with the place that belongs to it; undefined where it only looks like one. */
  judge(candidate: Candidate): Hit | undefined;
}

/** The hit of a match that reaches `more` characters further, to either side. */
export function hitAt({ match }: Candidate, score: number, more: { before?: number; after?: number } = {}): Hit {
  const start = match.index - (more.before ?? 0);
  return { start, end: match.index + match[0].length + (more.after ?? 0), score };
}
