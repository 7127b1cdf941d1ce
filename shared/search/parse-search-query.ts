import { GatewayError } from '../errors.ts';
import type { SearchLevel, SearchQuery } from '../ports/search-query.ts';
import { findSearchAttribute, isAtOrAbove, type SearchAttribute, searchAttributes } from './attributes.ts';
import { type AskedAttribute, parseMatches } from './parse-match.ts';
import { parseQueryParameters, type QueryParameter } from './query-parameters.ts';

/** What a search is aimed at (from the path) and how large its answers may be (from the settings). */
export interface SearchTarget {
  readonly level: SearchLevel;
  readonly within: SearchQuery['within'];
  readonly defaultLimit: number;
  readonly maxLimit: number;
}

/** Options of PS3.18 8.3.4 that must be known, but need not be performed; then the answer says so. */
export type UnperformedOption = 'emptyvaluematching' | 'multiplevaluematching';

export interface SearchRequest {
  readonly query: SearchQuery;
  /** Tags that the answer holds besides its defaults: asked for by includefield, or matched on. */
  readonly includedTags: ReadonlySet<string>;
  readonly unperformed: readonly UnperformedOption[];
}

/** PS3.18 8.3.4: parameters that we do not know are ignored, what we know must be right. Messages never repeat a value. */
export function parseSearchQuery(rawQuery: string, target: SearchTarget): SearchRequest {
  const parameters = parseQueryParameters(rawQuery);
  const asked = askedAttributes(parameters, target.level);
  const { level, within, defaultLimit, maxLimit } = target;
  return {
    query: {
      level,
      within,
      matches: parseMatches(asked),
      fuzzyMatching: flag(parameters, 'fuzzymatching'),
      limit: Math.min(wholeNumber(parameters, 'limit') ?? defaultLimit, maxLimit),
      offset: wholeNumber(parameters, 'offset') ?? 0,
    },
    includedTags: new Set(
      [...includedAttributes(parameters, level), ...asked.map(({ attribute }) => attribute)].map(topLevelTag),
    ),
    unperformed: (['emptyvaluematching', 'multiplevaluematching'] as const).filter((name) => flag(parameters, name)),
  };
}

function askedAttributes(parameters: readonly QueryParameter[], level: SearchLevel): readonly AskedAttribute[] {
  const asked = new Map<string, AskedAttribute>();
  for (const { name, value } of parameters) {
    const attribute = findSearchAttribute(name);
    if (attribute === undefined || attribute.matching === 'none' || !isAtOrAbove(attribute, level)) continue;
    if (asked.has(attribute.tag)) throw repeated(attribute.keyword);
    asked.set(attribute.tag, { attribute, value });
  }
  return [...asked.values()];
}

/** PS3.18 8.3.4.3: comma lists, repeated or not; `all` stands for everything that the level has. */
function includedAttributes(parameters: readonly QueryParameter[], level: SearchLevel): readonly SearchAttribute[] {
  const names = parameters.flatMap(({ name, value }) => (name === 'includefield' ? value.split(',') : []));
  const isWanted = (attribute: SearchAttribute) => isAtOrAbove(attribute, level);
  if (names.includes('all')) return searchAttributes.filter(isWanted);
  return names.flatMap((name) => findSearchAttribute(name.trim()) ?? []).filter(isWanted);
}

/** A sequence is returned whole, whichever of its attributes was named. */
const topLevelTag = ({ tag }: SearchAttribute): string => tag.slice(0, 8);

function flag(parameters: readonly QueryParameter[], name: string): boolean {
  const value = only(parameters, name) ?? 'false';
  if (value !== 'true' && value !== 'false') {
    throw new GatewayError('query-invalid', `The parameter ${name} is true or false.`);
  }
  return value === 'true';
}

function wholeNumber(parameters: readonly QueryParameter[], name: string): number | undefined {
  const value = only(parameters, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value))
    throw new GatewayError('query-invalid', `The parameter ${name} is a whole number from 0.`);
  return Number(value);
}

function only(parameters: readonly QueryParameter[], wanted: string): string | undefined {
  const found = parameters.filter(({ name }) => name === wanted);
  if (found.length > 1) throw repeated(wanted);
  return found[0]?.value;
}

/** The name is one of ours by now, so it may be said. */
function repeated(name: string): GatewayError {
  return new GatewayError(
    'query-invalid',
    `The query names ${name} more than once (by tag or by keyword); name it once.`,
  );
}
