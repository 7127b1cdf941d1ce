import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AttributeMatch } from '../../ports/search-query.ts';
import { matchingOfVr } from '../../search/search-key.ts';
import { numberText } from './attribute-values.ts';
import type { SqlFlavour } from './schema.ts';
import { rank } from './search-condition.ts';
import { boundary, foldedLetters, groupMarkers, nameText, plainText, prefixRange } from './searchable-text.ts';
import { beginsWord, matchesPattern, type PatternPart, parsePattern } from './text-pattern.ts';

/** What one value of a search key must be. */
export interface ValueTest {
  readonly test: (value: RawBuilder<unknown>) => RawBuilder<SqlBool>;
  /** As of a finder: the smaller, the fewer values are likely to pass. */
  readonly rank: number;
}

interface ValueDemand {
  readonly match: AttributeMatch;
  readonly vr: string;
  readonly fuzzy: boolean;
  readonly flavour: SqlFlavour;
}

/** PS3.4 C.2.2.2: each test must be passed by some value; a name may demand several. */
export function valueTests({ match, vr, fuzzy, flavour }: ValueDemand): readonly ValueTest[] {
  if (match.kind === 'uid-list') return [oneOf(match.values)];
  if (match.kind === 'range') return [between(match.bounds.from, match.bounds.to)];
  if (match.kind !== 'single' && match.kind !== 'wildcard') throw new Error(`${match.kind} is no way to match a key`);
  const text = match.kind === 'single' ? match.value : match.pattern;
  const isPattern = match.kind === 'wildcard';
  const matching = matchingOfVr(vr);
  if (matching === 'number') return [oneOf([numberText(text)])];
  if (matching !== 'name') return [isPattern ? like(parsePattern(text, asIs), flavour) : oneOf([plainText(text)])];
  return fuzzy ? fuzzyTests(text, isPattern, flavour) : nameTests(text, isPattern, flavour);
}

const asIs = (text: string): string => text;

const oneOf = (values: readonly string[]): ValueTest => ({
  test: (value) => sql<SqlBool>`${value} in (${sql.join(values)})`,
  rank: rank.wholeText,
});

const between = (from = '', to = '\u{10FFFF}'): ValueTest => ({
  test: (value) => sql<SqlBool>`${value} >= ${from} and ${value} <= ${to}`,
  rank: rank.birthDate,
});

/** Tied to the beginning of the value where the pattern is, so that an index range narrows it. */
function like(parts: readonly PatternPart[], flavour: SqlFlavour): ValueTest {
  const [first] = parts;
  const start = typeof first === 'object' ? first.literal : '';
  const { from, to } = prefixRange(start);
  const range = (value: RawBuilder<unknown>) => sql`${value} >= ${from} and ${value} < ${to} and `;
  return {
    test: (value) => sql<SqlBool>`(${start === '' ? sql`` : range(value)}${matchesPattern(value, parts, flavour)})`,
    rank: start === '' ? rank.scan : rank.partOfText + Math.max(0, 16 - start.length),
  };
}

/** Groups are told apart by their place between `=`; a name without `=` may be any of them. */
function nameTests(text: string, isPattern: boolean, flavour: SqlFlavour): readonly ValueTest[] {
  return nameGroups(text).map(({ marker, group }) => {
    if (!isPattern) return oneOf([marker + nameText(group)]);
    return like([{ literal: marker }, ...parsePattern(group, foldedLetters)].filter(isTelling), flavour);
  });
}

const isTelling = (part: PatternPart): boolean => typeof part === 'string' || part.literal !== '';

/** The groups that a query demands something of, each with what marks it in the index. */
export function nameGroups(text: string): readonly { readonly marker: string; readonly group: string }[] {
  return text
    .split('=', groupMarkers.length)
    .map((group, index) => ({ marker: groupMarkers[index] ?? '', group }))
    .filter(({ group }) => group.trim() !== '' && !/^\*+$/.test(group));
}

function fuzzyTests(text: string, isPattern: boolean, flavour: SqlFlavour): readonly ValueTest[] {
  const words = new Set(foldedLetters(text).match(/[^\s^=,*?]+/g));
  return [...words].map((word) => ({
    test: (value) =>
      isPattern
        ? matchesPattern(value, ['*', { literal: word }, '*'], flavour)
        : beginsWord(sql`(${boundary} || ${value})`, word, flavour),
    rank: rank.scan,
  }));
}
