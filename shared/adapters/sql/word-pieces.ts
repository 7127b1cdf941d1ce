import { type RawBuilder, sql } from 'kysely';
import type { Bounds } from '../../ports/search-query.ts';
import { boundary, negativeDate, separatorClass, type TextRange } from './searchable-text.ts';

/**
 * A literal run cut where the words of the index are cut: each piece lies in one word. The boundary at the end of a
 * value belongs to its last word.
 */
export function wordPieces(literal: string): readonly string[] {
  return literal.match(piece) ?? [];
}

const piece = new RegExp(
  `[${separatorClass}]?[^${separatorClass}]+${boundary}?$|[${separatorClass}]?[^${separatorClass}]+|[${separatorClass}]+`,
  'g',
);

/** Separators alone narrow nothing. */
export const hasLetters = (text: string): boolean => letter.test(text);

const letter = new RegExp(`[^${separatorClass}]`);

/** The piece of these literals that fewest words will have. */
export function longestPiece(literals: readonly string[]): string {
  const pieces = literals.flatMap(wordPieces);
  const telling = pieces.filter(hasLetters);
  return [...telling, ...pieces].reduce((best, one) => (one.length > best.length && hasLetters(one) ? one : best));
}

/** The words that have a piece in one of these ranges. */
export function wordsWith(attribute: number, suffixes: readonly TextRange[]): RawBuilder<unknown> {
  const ofRanges = suffixes.map(
    ({ from, to }) =>
      sql`select word_key from word_suffixes where attribute = ${attribute} and suffix >= ${from} and suffix < ${to}`,
  );
  return sql.join(ofRanges, sql` union all `);
}

export function ownersOfWords(
  { attribute, suffixes }: { readonly attribute: number; readonly suffixes: readonly TextRange[] },
  key: string,
): RawBuilder<unknown> {
  return sql`select owner_key as ${sql.ref(key)} from word_uses where word_key in (${wordsWith(attribute, suffixes)})`;
}

/** Uses by studies are dated, so a range of days is a range of each word's uses. */
export function studiesOfWordsWithin(
  words: { readonly attribute: number; readonly suffixes: readonly TextRange[] },
  { from, to }: Bounds,
): RawBuilder<unknown> {
  const newest = to === undefined ? sql`` : sql` and negative_date >= ${negativeDate(to)}`;
  const oldest = from === undefined ? sql`` : sql` and negative_date <= ${negativeDate(from)}`;
  return sql`${ownersOfWords(words, 'study_key')}${newest}${oldest}`;
}
