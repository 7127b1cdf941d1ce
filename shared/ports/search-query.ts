import type { Uid } from '../dicom/uid.ts';

export type SearchLevel = 'study' | 'series' | 'instance';

/** PS3.4 C.2.2.2: how one attribute is to match. Values are as the client gave them, percent-decoded. */
export type AttributeMatch =
  | { readonly tag: string; readonly kind: 'single'; readonly value: string }
  | { readonly tag: string; readonly kind: 'uid-list'; readonly values: readonly Uid[] }
  | { readonly tag: string; readonly kind: 'wildcard'; readonly pattern: string }
  | { readonly tag: string; readonly kind: 'range'; readonly from?: string; readonly to?: string };

/** PS3.18 8.3.4: a search, parsed and checked; the index answers it in one go. */
export interface SearchQuery {
  readonly level: SearchLevel;
  /** From the path: the study, or study and series, that the search is confined to. */
  readonly within: { readonly studyUid?: Uid; readonly seriesUid?: Uid };
  readonly matches: readonly AttributeMatch[];
  readonly fuzzyMatching: boolean;
  readonly limit: number;
  readonly offset: number;
}
