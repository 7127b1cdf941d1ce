import type { AttributePath } from '../dicom/attribute-path.ts';
import type { SearchLevel } from '../ports/search-query.ts';
import { levelOfAttribute } from './attribute-levels.ts';
import { findSearchAttribute, isAtOrAbove, type SearchAttribute, searchAttributes } from './attributes.ts';
import { type PrivateCreators, parseAttributePath } from './parse-attribute-path.ts';
import type { QueryParameter } from './query-parameters.ts';

/** What an answer is to hold beyond its defaults. */
export interface IncludedFields {
  /** Tags that the index keeps. */
  readonly indexedTags: ReadonlySet<string>;
  /** What only the stored instance tells; undefined where the index tells all. */
  readonly stored: StoredFields | undefined;
}

export interface StoredFields {
  readonly paths: readonly AttributePath[];
  /** `includefield=all`: everything of the level and above. */
  readonly isAll: boolean;
}

interface Wanted {
  readonly level: SearchLevel;
  readonly creators: PrivateCreators;
  /** Paths of search keys that were matched on: they are returned (PS3.18 10.6.3.3). */
  readonly matchedPaths: readonly AttributePath[];
}

/** PS3.18 8.3.4.3: comma lists, repeated or not, of any attribute; what belongs to a level below is not told. */
export function includedFields(parameters: readonly QueryParameter[], wanted: Wanted): IncludedFields {
  const names = parameters.flatMap(({ name, value }) => (name === 'includefield' ? value.split(',') : []));
  const isWanted = (attribute: SearchAttribute) => isAtOrAbove(attribute, wanted.level);
  if (names.some((name) => name.trim() === 'all')) {
    return { indexedTags: tagsOf(searchAttributes.filter(isWanted)), stored: { paths: [], isAll: true } };
  }
  const indexed = names.flatMap((name) => findIndexed(name.trim()) ?? []).filter(isWanted);
  const paths = [...names.flatMap((name) => storedPaths(name.trim(), wanted)), ...wanted.matchedPaths];
  return { indexedTags: tagsOf(indexed), stored: paths.length === 0 ? undefined : { paths, isAll: false } };
}

/** The index keeps single attributes whole; of a sequence it keeps the attributes that have a name of their own here. */
function findIndexed(name: string): SearchAttribute | undefined {
  const attribute = findSearchAttribute(name);
  return attribute?.vr === 'SQ' ? undefined : attribute;
}

/** One path, or none where the index has it, it names nothing or belongs to a level below. */
function storedPaths(name: string, { level, creators }: Wanted): readonly AttributePath[] {
  if (findIndexed(name) !== undefined) return [];
  const path = parseAttributePath(name, creators);
  const [first] = path ?? [];
  if (path === undefined || first === undefined) return [];
  const own = levelOfAttribute(first.tag);
  return own === undefined || depth[own] <= depth[level] ? [path] : [];
}

const depth: Readonly<Record<SearchLevel, number>> = { study: 0, series: 1, instance: 2 };

/** A sequence is returned with all that the index keeps of it, whichever of its attributes was named. */
const tagsOf = (attributes: readonly SearchAttribute[]): ReadonlySet<string> =>
  new Set(attributes.map(({ tag }) => tag.slice(0, 8)));
