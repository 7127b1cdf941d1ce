import type { Uid } from '../dicom/uid.ts';

export type SearchLevel = 'study' | 'series' | 'instance';

/** Both ends belong to the range; an end that is missing is open. */
export interface Bounds {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * PS3.4 C.2.2.2: how one attribute is to match; `tag` may be dotted, or the name of a declared search key. Text is as the client gave it, percent-decoded; dates are `YYYYMMDD`
 * and times `HHMMSS.FFFFFF`, and a single date or time is the range of all that it stands for.
 */
export type AttributeMatch =
  | { readonly tag: string; readonly kind: 'single'; readonly value: string }
  /** Any of these, each a value or a pattern. */
  | { readonly tag: string; readonly kind: 'any-of'; readonly values: readonly string[] }
  | { readonly tag: string; readonly kind: 'uid-list'; readonly values: readonly Uid[] }
  | { readonly tag: string; readonly kind: 'wildcard'; readonly pattern: string }
  | { readonly tag: string; readonly kind: 'range'; readonly bounds: Bounds }
  /** C.2.2.2.5.4: a range of dates and one of times, read as one range of moments; `tag` is the date's. */
  | { readonly tag: string; readonly kind: 'moments'; readonly days: Bounds; readonly times: Bounds }
  /** C.2.2.2.7: there is no value. */
  | { readonly tag: string; readonly kind: 'empty' };

/** PS3.18 8.3.4: a search, parsed and checked; the index answers it in one go. */
export interface SearchQuery {
  readonly level: SearchLevel;
  /** From the path: the study, or study and series, that the search is confined to. */
  readonly within: { readonly studyUid?: Uid; readonly seriesUid?: Uid };
  readonly matches: readonly AttributeMatch[];
  readonly fuzzyMatching: boolean;
  /** The zone of the query's dates and times (0008,0201), minutes east of UTC; left out, they are compared as they are stored. */
  readonly utcOffsetMinutes?: number;
  readonly limit: number;
  readonly offset: number;
  /** The answer needs more than the index keeps: each match says which instance tells it. */
  readonly tellsSources?: boolean;
}
