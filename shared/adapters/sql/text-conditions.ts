import { type RawBuilder, sql } from 'kysely';
import type { SqlFlavour } from './schema.ts';
import type { SearchColumn } from './search-columns.ts';
import { rank, type SearchCondition, type StudyFinder, studiesOfSeries, type WordDemand } from './search-condition.ts';
import {
  boundary,
  foldedLetters,
  nameText,
  plainText,
  prefixRange,
  separators,
  suffixRange,
  type TextRange,
} from './searchable-text.ts';
import { wordyAttributes } from './text-columns.ts';
import {
  anywhere,
  beginsWord,
  literalsOf,
  matchesPattern,
  type PatternPart,
  parsePattern,
  wholeValue,
  withoutLooseEdges,
} from './text-pattern.ts';
import { nameGroups } from './value-tests.ts';
import { hasLetters, longestPiece, ownersOfWords, studiesOfWordsWithin, wordPieces } from './word-pieces.ts';

interface TextDemand {
  readonly column: SearchColumn;
  readonly flavour: SqlFlavour;
  readonly text: string;
  readonly hasWildcards: boolean;
}

/** PS3.4 C.2.2.2.1 and C.2.2.2.4: a value, or a pattern of one. */
export function textCondition(demand: TextDemand): SearchCondition {
  const normalise = demand.hasWildcards ? (text: string) => text : plainText;
  return partsCondition(demand, wholeValue(partsOf(demand, demand.text, normalise)));
}

/** Groups are told apart by their place between `=`; a name without `=` may be any of its groups. */
export function nameConditions(demand: TextDemand): readonly SearchCondition[] {
  const normalise = demand.hasWildcards ? foldedLetters : nameText;
  return nameGroups(demand.text).map(({ marker, group }) =>
    partsCondition(demand, wholeValue([{ literal: marker }, ...partsOf(demand, group, normalise)])),
  );
}

/**
 * Fuzzy: every word begins a word of the name, in any order and component; words around a wildcard may lie inside
 * one, since that is what `*` asks for.
 */
export function fuzzyNameConditions(demand: TextDemand): readonly SearchCondition[] {
  const words = new Set(foldedLetters(demand.text).match(/[^\s^=,*?]+/g));
  return [...words].map((word) => {
    if (demand.hasWildcards) return partsCondition(demand, [{ literal: word }]);
    return beginningCondition(demand, word);
  });
}

function beginningCondition({ column, flavour }: TextDemand, word: string): SearchCondition {
  const starts = separators.map((separator) => separator + word);
  const isMetBy = (text: RawBuilder<unknown>) => beginsWord(text, word, flavour);
  const suffixes = starts.map((start) => suffixRange(wordPieces(start).at(-1) ?? start));
  const words = { attribute: column.textAttribute ?? 0, suffixes, isMetBy, isOneWord: isOneWord(word) };
  const check = isMetBy(sql.ref(column.name));
  return { level: column.level, check, finder: wordFinder(column, words, word.length), words };
}

function partsOf(
  { hasWildcards }: TextDemand,
  text: string,
  normalise: (text: string) => string,
): readonly PatternPart[] {
  return hasWildcards ? parsePattern(text, normalise) : [{ literal: normalise(text) }];
}

function partsCondition(demand: TextDemand, parts: readonly PatternPart[]): SearchCondition {
  const { column, flavour } = demand;
  const needed = withoutLooseEdges(parts);
  const isMetBy = (text: RawBuilder<unknown>) => matchesPattern(text, anywhere(needed), flavour);
  const words = wordDemand(demand, needed, isMetBy);
  const finder = finderFor(demand, needed, words);
  // Values that begin like this are fewer than the words that their beginning ends with.
  const isTold = words !== undefined && column.level === 'study' && (words.isOneWord || !finder.isExact);
  return { level: column.level, check: isMetBy(sql.ref(column.name)), finder, ...(isTold && { words }) };
}

function wordDemand(
  { column }: TextDemand,
  needed: readonly PatternPart[],
  isMetBy: WordDemand['isMetBy'],
): WordDemand | undefined {
  const attribute = column.textAttribute ?? 0;
  const literals = literalsOf(needed);
  const piece = wordPieces(literals.at(-1) ?? '').at(-1) ?? '';
  const endsInWord = typeof needed.at(-1) === 'object' && hasLetters(piece);
  if (!wordyAttributes.has(attribute) || !endsInWord || needed.includes('?')) return undefined;
  const suffixes = [suffixRange(piece)];
  return { attribute, suffixes, isMetBy, isOneWord: needed.length === 1 && isOneWord(literals[0] ?? '') };
}

const isOneWord = (literal: string): boolean => wordPieces(literal).length === 1 && literal.length <= 20;

function finderFor(demand: TextDemand, needed: readonly PatternPart[], words: WordDemand | undefined): StudyFinder {
  const [first = ''] = literalsOf(needed.slice(0, 1));
  if (first.startsWith(boundary) && first !== boundary) return valueFinder(demand, first, needed.length === 1);
  const attribute = demand.column.textAttribute ?? 0;
  if (!wordyAttributes.has(attribute)) return scanFinder(demand, needed);
  if (words?.isOneWord === true) return wordFinder(demand.column, words, words.suffixes[0]?.from.length ?? 0);
  const piece = longestPiece(literalsOf(needed));
  return wordFinder(demand.column, { attribute, suffixes: [suffixRange(piece)] }, piece.length);
}

/** What begins like this, or is this. */
function valueFinder(demand: TextDemand, literal: string, isAll: boolean): StudyFinder {
  const isWhole = literal.endsWith(boundary) && isAll;
  const text = literal.replaceAll(boundary, '');
  const range = prefixRange(text);
  const test = isWhole ? sql`value = ${text}` : sql`value >= ${range.from} and value < ${range.to}`;
  const isExact = isAll && (isWhole || !literal.endsWith(boundary));
  return { rank: isWhole ? rank.wholeText : rankOf(text.length), ...studiesOf(demand, test, isExact) };
}

/** Identifiers have no words: the values of this one attribute are read, nothing else. */
function scanFinder(demand: TextDemand, needed: readonly PatternPart[]): StudyFinder {
  const isAnchored = literalsOf(needed).some((literal) => literal.includes(boundary));
  const value = isAnchored ? sql`(${boundary} || value || ${boundary})` : sql`value`;
  const test = matchesPattern(value, anywhere(needed), demand.flavour);
  return { rank: rank.scan, ...studiesOf(demand, test, needed.length === 1) };
}

function studiesOf({ column }: TextDemand, test: RawBuilder<unknown>, isExact: boolean) {
  const key = sql.ref(column.level === 'study' ? 'study_key' : 'series_key');
  const owners = sql`select owner_key as ${key} from texts where attribute = ${column.textAttribute} and ${test}`;
  const isOfStudy = column.level === 'study';
  return { studyKeys: isOfStudy ? owners : studiesOfSeries(owners), isExact: isExact && isOfStudy };
}

function wordFinder(
  { level }: SearchColumn,
  words: { readonly attribute: number; readonly suffixes: readonly TextRange[]; readonly isOneWord?: boolean },
  pieceLength: number,
): StudyFinder {
  const isOfStudy = level === 'study';
  const owners = ownersOfWords(words, isOfStudy ? 'study_key' : 'series_key');
  return {
    rank: rankOf(pieceLength),
    studyKeys: isOfStudy ? owners : studiesOfSeries(owners),
    isExact: isOfStudy && words.isOneWord === true,
    ...(isOfStudy && { studyKeysWithin: (days) => studiesOfWordsWithin(words, days) }),
  };
}

const rankOf = (pieceLength: number): number => rank.partOfText + Math.max(0, 16 - pieceLength);
