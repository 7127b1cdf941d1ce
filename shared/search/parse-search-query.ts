import { creatorTagOf } from '../dicom/attribute-path.ts';
import { GatewayError } from '../errors.ts';
import type { SearchLevel, SearchQuery } from '../ports/search-query.ts';
import { findMatchingKey, type MatchingKeys } from './find-matching-key.ts';
import { type IncludedFields, includedFields } from './included-fields.ts';
import { type PrivateCreators, tagOf } from './parse-attribute-path.ts';
import { type AskedAttribute, type MatchOptions, parseMatches } from './parse-match.ts';
import { parseQueryParameters, type QueryParameter } from './query-parameters.ts';
import type { SearchKey } from './search-key.ts';
import { parseUtcOffset } from './utc-offset.ts';

/** What a search is aimed at (from the path), what it may ask for and how large its answers may be (from the settings). */
export interface SearchTarget {
  readonly level: SearchLevel;
  readonly within: SearchQuery['within'];
  readonly defaultLimit: number;
  readonly maxLimit: number;
  readonly searchKeys: readonly SearchKey[];
}

export interface SearchRequest extends IncludedFields {
  readonly query: SearchQuery;
}

/** An answer that the archive must be read for has no more results than this, however many are asked for. */
export const maxStoredResults = 1_000;

/** PS3.18 8.3.4: parameters that we do not know are ignored, what we know must be right. Messages never repeat a value. */
export function parseSearchQuery(rawQuery: string, target: SearchTarget): SearchRequest {
  const parameters = parseQueryParameters(rawQuery);
  const { level, within, defaultLimit, maxLimit, searchKeys } = target;
  const keys = { level, searchKeys, creators: privateCreators(parameters) };
  const asked = askedAttributes(parameters, keys);
  const included = includedFields(parameters, { ...keys, matchedPaths: pathsOf(asked, searchKeys) });
  const options = matchOptions(parameters);
  const largest = included.stored === undefined ? maxLimit : Math.min(maxLimit, maxStoredResults);
  return {
    query: {
      level,
      within,
      matches: parseMatches(asked, options),
      fuzzyMatching: flag(parameters, 'fuzzymatching'),
      limit: Math.min(wholeNumber(parameters, 'limit') ?? defaultLimit, largest),
      offset: wholeNumber(parameters, 'offset') ?? 0,
      ...(options.utcOffsetMinutes !== undefined && { utcOffsetMinutes: options.utcOffsetMinutes }),
      ...(included.stored !== undefined && { tellsSources: true }),
    },
    stored: included.stored,
    indexedTags: new Set([...included.indexedTags, ...asked.flatMap(indexedTag), ...zoneTag(options)]),
  };
}

/** PS3.18 8.3.4.1: whose private attributes a query speaks of is one more match of it. */
function privateCreators(parameters: readonly QueryParameter[]): PrivateCreators {
  return new Map(
    parameters.flatMap(({ name, value }) => {
      const steps = name.split('.').map(tagOf);
      const last = steps.at(-1);
      const isCreator = last !== undefined && /^...[13579BDF]00[1-9A-F].$/.test(last) && !steps.includes(undefined);
      return isCreator ? [[steps.join('.'), value.trim()] as const] : [];
    }),
  );
}

function askedAttributes(parameters: readonly QueryParameter[], keys: MatchingKeys): readonly AskedAttribute[] {
  const asked = new Map<string, AskedAttribute>();
  for (const { name, value } of parameters) {
    const attribute = findMatchingKey(name, keys);
    if (attribute === undefined) assertHasCreator(name, keys.creators);
    else if (asked.has(attribute.tag)) throw repeated(attribute.keyword);
    else asked.set(attribute.tag, { attribute, value });
  }
  return [...asked.values()];
}

/** Without its creator a private tag means nothing: two vendors use it for two things. */
function assertHasCreator(name: string, creators: PrivateCreators): void {
  const tag = /(?:^|\.)([0-9A-F]{3}[13579BDF][1-9A-F][0-9A-F]{3})$/i.exec(name)?.[1]?.toUpperCase();
  if (tag === undefined || [...creators.keys()].some((path) => path.endsWith(creatorTagOf(tag)))) return;
  throw new GatewayError(
    'query-invalid',
    `A private attribute is matched on together with its creator; add ${creatorTagOf(tag)}= and the creator's name.`,
  );
}

function pathsOf(asked: readonly AskedAttribute[], searchKeys: readonly SearchKey[]) {
  const names = new Set(asked.map(({ attribute }) => attribute.tag));
  return searchKeys.filter(({ name }) => names.has(name)).map(({ path }) => path);
}

/** What is matched on is returned; a sequence whole, whichever of its attributes was named. */
const indexedTag = ({ attribute: { tag } }: AskedAttribute): readonly string[] =>
  tag.includes(':') ? [] : [tag.slice(0, 8)];

const zoneTag = ({ utcOffsetMinutes }: MatchOptions): readonly string[] =>
  utcOffsetMinutes === undefined ? [] : ['00080201'];

function matchOptions(parameters: readonly QueryParameter[]): MatchOptions {
  const offset = zoneOf(parameters);
  return {
    emptyValueMatching: flag(parameters, 'emptyvaluematching'),
    multipleValueMatching: flag(parameters, 'multiplevaluematching'),
    ...(offset !== undefined && { utcOffsetMinutes: offset }),
  };
}

/** PS3.4 C.2.2.2: not matched, but the zone of the query's dates and times; empty it asks for nothing but its return. */
function zoneOf(parameters: readonly QueryParameter[]): number | undefined {
  const zones = parameters.filter(({ name }) => name === 'TimezoneOffsetFromUTC' || name === '00080201');
  if (zones.length > 1) throw repeated('TimezoneOffsetFromUTC');
  const [zone] = zones;
  if (zone === undefined || zone.value === '') return undefined;
  const offset = parseUtcOffset(zone.value);
  if (offset !== undefined) return offset;
  throw new GatewayError('query-invalid', 'A value of TimezoneOffsetFromUTC is +HHMM or -HHMM; correct the query.');
}

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
