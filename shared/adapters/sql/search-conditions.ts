import type { AttributeMatch, SearchQuery } from '../../ports/search-query.ts';
import {
  modalityCondition,
  momentCondition,
  numberCondition,
  rangeCondition,
  uidCondition,
} from './plain-conditions.ts';
import type { SqlFlavour } from './schema.ts';
import { searchColumns } from './search-columns.ts';
import type { SearchCondition } from './search-condition.ts';
import { fuzzyNameConditions, nameConditions, textCondition } from './text-conditions.ts';

/** All that a search demands: the path's UIDs and each attribute's match. */
export function searchConditions(query: SearchQuery, flavour: SqlFlavour): readonly SearchCondition[] {
  const { studyUid, seriesUid } = query.within;
  return [
    ...(studyUid === undefined ? [] : [uidCondition(columnOf('0020000D'), [studyUid])]),
    ...(seriesUid === undefined ? [] : [uidCondition(columnOf('0020000E'), [seriesUid])]),
    ...query.matches.flatMap((match) => conditionsOf(match, query.fuzzyMatching, flavour)),
  ];
}

function conditionsOf(match: AttributeMatch, fuzzy: boolean, flavour: SqlFlavour): readonly SearchCondition[] {
  const column = columnOf(match.tag);
  if (match.kind === 'uid-list') return [uidCondition(column, match.values)];
  if (match.kind === 'any-of') return [modalityCondition(column, match.values, flavour)];
  if (match.kind === 'range') return [rangeCondition(column, match.bounds)];
  if (match.kind === 'moments') return [momentCondition(column, match.days, match.times)];
  const hasWildcards = match.kind === 'wildcard';
  const text = match.kind === 'wildcard' ? match.pattern : match.value;
  switch (column.kind) {
    case 'text':
      return [textCondition({ column, flavour, text, hasWildcards })];
    case 'name':
      return (fuzzy ? fuzzyNameConditions : nameConditions)({ column, flavour, text, hasWildcards });
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
