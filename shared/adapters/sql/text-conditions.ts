import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SqlFlavour } from './schema.ts';
import type { SearchColumn } from './search-columns.ts';
import { rank, type SearchCondition, type StudyFinder, studiesOfSeries } from './search-condition.ts';
import { boundary, foldedLetters, nameText, plainText, termRange } from './searchable-text.ts';
import {
  anywhere,
  longestLiteral,
  matchesPattern,
  type PatternPart,
  parsePattern,
  wholeValue,
} from './text-pattern.ts';

interface TextDemand {
  readonly column: SearchColumn;
  readonly flavour: SqlFlavour;
  readonly text: string;
  readonly hasWildcards: boolean;
}

/** PS3.4 C.2.2.2.1 and C.2.2.2.4: a value, or a pattern of one. */
export function textCondition(demand: TextDemand): SearchCondition {
  return partsCondition(
    demand,
    wholeValue(partsOf(demand.text, demand.hasWildcards, demand.hasWildcards ? asIs : plainText)),
  );
}

/** A name's groups are matched one by one: `A=B` asks for a value A and a value B. */
export function nameConditions(demand: TextDemand): readonly SearchCondition[] {
  const groups = demand.text.split('=').filter((group) => group.trim() !== '');
  const normalise = demand.hasWildcards ? foldedLetters : nameText;
  return groups.map((group) => partsCondition(demand, wholeValue(partsOf(group, demand.hasWildcards, normalise))));
}

/**
 * Fuzzy: every word begins a word of the name, in any order and component; words around a wildcard may lie inside
 * one, since that is what `*` asks for.
 */
export function fuzzyNameConditions(demand: TextDemand): readonly SearchCondition[] {
  const words = new Set(foldedLetters(demand.text).match(/[^\s^=,*?]+/g));
  return [...words].map((word) => {
    if (demand.hasWildcards) return partsCondition(demand, [{ literal: word }]);
    const starts = [boundary, '^', ' ', '-'].map((before) => [{ literal: before + word }]);
    const check = sql<SqlBool>`(${sql.join(
      starts.map((start) => matches(demand, start)),
      sql` or `,
    )})`;
    return { level: demand.column.level, check, finder: { ...finderFor(demand, [{ literal: word }]), isExact: false } };
  });
}

const asIs = (text: string): string => text;

function partsOf(text: string, hasWildcards: boolean, normalise: (text: string) => string): readonly PatternPart[] {
  return hasWildcards ? parsePattern(text, normalise) : [{ literal: normalise(text) }];
}

function partsCondition(demand: TextDemand, parts: readonly PatternPart[]): SearchCondition {
  return { level: demand.column.level, check: matches(demand, parts), finder: finderFor(demand, parts) };
}

function matches({ column, flavour }: TextDemand, parts: readonly PatternPart[]): RawBuilder<SqlBool> {
  return matchesPattern(column.name, anywhere(parts), flavour);
}

function finderFor({ column }: TextDemand, parts: readonly PatternPart[]): StudyFinder {
  const piece = longestLiteral(parts);
  const { from, to, isExact } = termRange(piece);
  const key = sql.ref(column.level === 'study' ? 'study_key' : 'series_key');
  const owners = sql`select owner_key as ${key} from terms
    where attribute = ${column.termAttribute} and term >= ${from} and term < ${to}`;
  return {
    rank: rankOf(piece),
    studyKeys: column.level === 'study' ? owners : studiesOfSeries(owners),
    isExact: isExact && column.level === 'study' && isOnePiece(parts),
  };
}

function rankOf(piece: string): number {
  if (piece.startsWith(boundary) && piece.endsWith(boundary) && piece.length > 2) return rank.wholeText;
  return rank.partOfText + Math.max(0, 16 - piece.length);
}

/** Whether finding the longest piece anywhere is all that the pattern asks for. */
function isOnePiece(parts: readonly PatternPart[]): boolean {
  const literals = parts.filter((part) => typeof part === 'object' && part.literal !== boundary);
  return literals.length <= 1 && !parts.includes('?');
}
