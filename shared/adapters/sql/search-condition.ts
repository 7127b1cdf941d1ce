import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Bounds, SearchLevel } from '../../ports/search-query.ts';
import type { TextRange } from './searchable-text.ts';

/** One demand of a search, in SQL. */
export interface SearchCondition {
  /** The rows that the check needs: a condition on studies alone can be counted without looking at series. */
  readonly level: SearchLevel;
  /** True for a row of the joined tables; complete without the finder. */
  readonly check: RawBuilder<SqlBool>;
  /** How to get at the studies in question through an index; a search uses the best one it has. */
  readonly finder?: StudyFinder;
  /** Bounds of the study date, for tables that repeat it. */
  readonly days?: Bounds;
  /** Those days are all that is demanded. */
  readonly isDays?: boolean;
  /** Set where the words of a study's attribute tell who matches. */
  readonly words?: WordDemand;
}

/** What a name or description must hold; never untrue of a text that goes on after it was true. */
export interface WordDemand {
  readonly attribute: number;
  /** Every match ends in a word with a suffix in one of these ranges. */
  readonly suffixes: readonly TextRange[];
  readonly isMetBy: (text: RawBuilder<unknown>) => RawBuilder<SqlBool>;
  /** Having such a word is all. */
  readonly isOneWord: boolean;
}

export interface StudyFinder {
  /** The smaller, the fewer studies are likely to be found. */
  readonly rank: number;
  /** A sub-select of `study_key`; it never misses a study that holds a match. */
  readonly studyKeys: RawBuilder<unknown>;
  /** All that is found matches, so the check may be left out. */
  readonly isExact: boolean;
  /** The same, of these days only, where the index of the finder has dates. */
  readonly studyKeysWithin?: (days: Bounds) => RawBuilder<unknown>;
  /** Set when the finder is a modality: these studies lie in order of date, ready to be walked. */
  readonly modality?: string;
}

export const rank = { uid: 0, wholeText: 1, birthDate: 3, partOfText: 4, modality: 30, time: 40, scan: 50 } as const;

/** From a sub-select of `series_key` to one of `study_key`. */
export function studiesOfSeries(seriesKeys: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select study_key from series where series_key in (${seriesKeys})`;
}
