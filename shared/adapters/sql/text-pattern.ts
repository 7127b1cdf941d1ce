import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SqlFlavour } from './schema.ts';
import { boundary, separatorClass, separators } from './searchable-text.ts';

/** A pattern of PS3.4 C.2.2.2.4 taken apart: runs of literal text, `*` (any run) and `?` (any one character). */
export type PatternPart = { readonly literal: string } | '*' | '?';

/** `normalise` sees the literal text only, so that it cannot make a wildcard out of a letter. */
export function parsePattern(text: string, normalise: (text: string) => string): readonly PatternPart[] {
  const parts = text.match(/[*?]|[^*?]+/g) ?? [];
  return parts
    .map((part): PatternPart => (part === '*' || part === '?' ? part : { literal: normalise(part) }))
    .filter((part, index, all) => part !== '*' || all[index - 1] !== '*');
}

/** Tied to the start and the end of one value of a searchable column. */
export function wholeValue(parts: readonly PatternPart[]): readonly PatternPart[] {
  return joined([{ literal: boundary }, ...parts, { literal: boundary }]);
}

/** The run of literal text that narrows a search best: the longest, of two equals the first; a bare boundary narrows nothing. */
export function longestLiteral(parts: readonly PatternPart[]): string {
  const telling = literalsOf(parts).filter((literal) => literal !== boundary);
  return telling.reduce((best, literal) => (literal.length > best.length ? literal : best), telling[0] ?? boundary);
}

export const literalsOf = (parts: readonly PatternPart[]): readonly string[] =>
  joined(parts).flatMap((part) => (typeof part === 'string' ? [] : [part.literal]));

/** The pattern, wherever it occurs. */
export function anywhere(parts: readonly PatternPart[]): readonly PatternPart[] {
  return ['*', ...parts, '*'];
}

/** SQLite's LIKE ignores case, so there the test is GLOB. */
export function matchesPattern(
  column: RawBuilder<unknown>,
  parts: readonly PatternPart[],
  flavour: SqlFlavour,
): RawBuilder<SqlBool> {
  const pattern = patternText(parts, flavour);
  return flavour === 'sqlite' ? sql`${column} glob ${pattern}` : sql`${column} like ${pattern}`;
}

/** Whether a word of the text begins so: GLOB knows sets of characters, LIKE does not. */
export function beginsWord(text: RawBuilder<unknown>, word: string, flavour: SqlFlavour): RawBuilder<SqlBool> {
  if (flavour === 'sqlite') return sql`${text} glob ${`*[${separatorClass}]${globWords.escaped(word)}*`}`;
  const tests = separators.map((separator) => sql`${text} like ${`%${likeWords.escaped(separator + word)}%`}`);
  return sql`(${sql.join(tests, sql` or `)})`;
}

/** The pattern in the database's own words: SQLite's GLOB, PostgreSQL's LIKE. */
export function patternText(parts: readonly PatternPart[], flavour: SqlFlavour): string {
  const words = flavour === 'sqlite' ? globWords : likeWords;
  return parts.map((part) => (typeof part === 'string' ? words[part] : words.escaped(part.literal))).join('');
}

const globWords = {
  '*': '*',
  '?': '?',
  escaped: (literal: string) => literal.replace(/[*?[]/g, '[$&]'),
};

const likeWords = {
  '*': '%',
  '?': '_',
  escaped: (literal: string) => literal.replace(/[\\%_]/g, '\\$&'),
};

/** In a column whose every value lies between boundaries, an asterisk at the edge of a value demands nothing. */
export function withoutLooseEdges(parts: readonly PatternPart[]): readonly PatternPart[] {
  if (parts.includes('?')) return parts;
  const isEdge = (edge: PatternPart | undefined) => typeof edge === 'object' && edge.literal === boundary;
  const start = isEdge(parts[0]) && parts[1] === '*' ? 2 : 0;
  const end = isEdge(parts.at(-1)) && parts.at(-2) === '*' ? -2 : undefined;
  const needed = parts.slice(start, end);
  return needed.length === 0 ? [{ literal: boundary }] : needed;
}

/** Neighbouring literals become one. */
function joined(parts: readonly PatternPart[]): readonly PatternPart[] {
  const result: PatternPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === 'object' && typeof last === 'object') {
      result[result.length - 1] = { literal: last.literal + part.literal };
    } else result.push(part);
  }
  return result;
}
