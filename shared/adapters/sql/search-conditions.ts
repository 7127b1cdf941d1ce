import type { AttributeMatch, SearchQuery } from '../../ports/search-query.ts';
import type { SearchKey } from '../../search/search-key.ts';
import { extendedConditions } from './extended-condition.ts';
import { itemCondition, itemGroups } from './item-condition.ts';
import { emptyCondition, modalityCondition, numberCondition, uidCondition } from './plain-conditions.ts';
import type { SqlFlavour } from './schema.ts';
import { searchColumns } from './search-columns.ts';
import type { SearchCondition } from './search-condition.ts';
import { fuzzyNameConditions, nameConditions, textCondition } from './text-conditions.ts';
import { momentsInZone, rangeInZone } from './zone-conditions.ts';

/** What the index understands: its database's SQL, and the keys that a site declared. */
export interface SearchLanguage {
  readonly flavour: SqlFlavour;
  readonly searchKeys: readonly SearchKey[];
}

/** All that a search demands: the path's UIDs, each attribute's match, and what one item of a sequence must have together. */
export function searchConditions(query: SearchQuery, language: SearchLanguage): readonly SearchCondition[] {
  const { studyUid, seriesUid } = query.within;
  const { flavour, searchKeys } = language;
  const fuzzy = query.fuzzyMatching;
  return [
    ...(studyUid === undefined ? [] : [uidCondition(columnOf('0020000D'), [studyUid])]),
    ...(seriesUid === undefined ? [] : [uidCondition(columnOf('0020000E'), [seriesUid])]),
    ...query.matches.flatMap((match) => {
      const key = searchKeys.find(({ name }) => name === match.tag);
      if (key !== undefined) return extendedConditions({ key, match, fuzzy, flavour });
      return conditionsOf(match, query, flavour);
    }),
    ...itemGroups(query.matches, searchKeys).map((group) => itemCondition(group, { fuzzy, flavour })),
  ];
}

function conditionsOf(match: AttributeMatch, query: SearchQuery, flavour: SqlFlavour): readonly SearchCondition[] {
  const column = columnOf(match.tag);
  if (match.kind === 'uid-list') return [uidCondition(column, match.values)];
  if (match.kind === 'any-of') return [modalityCondition(column, match.values, flavour)];
  if (match.kind === 'empty') return [emptyCondition(column)];
  if (match.kind === 'range') return [rangeInZone(column, match.bounds, query.utcOffsetMinutes)];
  if (match.kind === 'moments') return [momentsInZone(column, match, query.utcOffsetMinutes)];
  const hasWildcards = match.kind === 'wildcard';
  const text = match.kind === 'wildcard' ? match.pattern : match.value;
  switch (column.kind) {
    case 'text':
      return [textCondition({ column, flavour, text, hasWildcards })];
    case 'name':
      return (query.fuzzyMatching ? fuzzyNameConditions : nameConditions)({ column, flavour, text, hasWildcards });
    case 'code':
    case 'modalities':
      return [modalityCondition(column, [text], flavour)];
    case 'number':
      return [numberCondition(column, text)];
    default:
      throw new Error(`${match.kind} is no way to match ${match.tag}`);
  }
}

function columnOf(tag: string) {
  const column = searchColumns[tag];
  if (column === undefined) throw new Error(`the index has no column for ${tag}`);
  return column;
}
