import type { AttributePath } from '../dicom/attribute-path.ts';
import { keywordOf } from '../dicom/dictionary.ts';
import type { SearchLevel } from '../ports/search-query.ts';
import { findSearchAttribute, isAtOrAbove, type SearchAttribute } from './attributes.ts';
import { type PrivateCreators, parseAttributePath } from './parse-attribute-path.ts';
import { pathName } from './path-name.ts';
import { matchingOfVr, type SearchKey } from './search-key.ts';

/** What a query's names are looked up in. */
export interface MatchingKeys {
  readonly level: SearchLevel;
  readonly searchKeys: readonly SearchKey[];
  readonly creators: PrivateCreators;
}

/** A matching key of the search's level or above: the standard's, or one that the site declared; undefined for what is none. */
export function findMatchingKey(
  name: string,
  { level, searchKeys, creators }: MatchingKeys,
): SearchAttribute | undefined {
  const known = findSearchAttribute(name);
  if (known !== undefined && known.matching !== 'none') return isAtOrAbove(known, level) ? known : undefined;
  const path = parseAttributePath(name, creators);
  if (path === undefined) return undefined;
  const wanted = pathName(path);
  const keys = searchKeys.filter((key) => pathName(key.path) === wanted).map(attributeOf);
  return keys.find((key) => isAtOrAbove(key, level));
}

function attributeOf({ name, level, path, vr }: SearchKey): SearchAttribute {
  const matching = matchingOfVr(vr) ?? 'none';
  return { tag: name, keyword: spokenName(path), vr, level, matching, returned: 'on-request' };
}

const spokenName = (path: AttributePath): string =>
  path.map(({ tag }) => keywordOf(Number.parseInt(tag, 16)) || tag).join('.');
