import type { Hit } from '../../detector.ts';

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
  /** Global and bounded; coarse, so that a text without addresses costs one pass. */
  readonly pattern: RegExp;
  /** The address, with the place that belongs to it; undefined where it only looks like one. */
  judge(candidate: Candidate): Hit | undefined;
}

/** The hit of a match that reaches `more` characters further, to either side. */
export function hitAt({ match }: Candidate, score: number, more: { before?: number; after?: number } = {}): Hit {
  const start = match.index - (more.before ?? 0);
  return { start, end: match.index + match[0].length + (more.after ?? 0), score };
}
