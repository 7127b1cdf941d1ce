import type { SearchQuery } from '../../ports/search-query.ts';
import type { SearchPage } from '../../ports/study-index.ts';
import { keptTotal } from './kept-totals.ts';
import { withSources } from './match-sources.ts';
import { readMatches } from './read-matches.ts';
import type { IndexDatabase } from './schema.ts';
import { rank, type SearchCondition } from './search-condition.ts';
import { type SearchLanguage, searchConditions } from './search-conditions.ts';
import { countStatement, type FoundKeys, pageStatement, soleStudyKeys } from './search-statement.ts';
import { findWordPage, usesMerged } from './word-page.ts';

/** Keys first, so that sorting and skipping touch no wide rows; then the rows of this page alone. */
export async function searchPage(
  database: IndexDatabase,
  language: SearchLanguage,
  query: SearchQuery,
): Promise<SearchPage> {
  const conditions = searchConditions(query, language);
  const { rows, counted } = await findKeys(database, query, conditions);
  const told = await readMatches(database, query.level, rows);
  const matches = query.tellsSources === true ? await withSources(database, query.level, told) : told;
  const seen = query.offset + rows.length;
  const isLastPage = rows.length < query.limit && (rows.length > 0 || query.offset === 0);
  if (isLastPage) return { matches, total: seen };
  const total = counted ?? rows[0]?.total ?? (await countMatches(database, query, conditions));
  return { matches, total: rows.length > 0 ? Math.max(total, seen) : total };
}

interface FoundPage {
  readonly rows: readonly FoundKeys[];
  /** How many match, where the way to the page had to know. */
  readonly counted?: number;
}

async function findKeys(
  database: IndexDatabase,
  query: SearchQuery,
  conditions: readonly SearchCondition[],
): Promise<FoundPage> {
  const counted = isQuicklyCounted(query, conditions) ? await countMatches(database, query, conditions) : undefined;
  const way =
    counted !== undefined && (await isWalkShorter(database, query, { matching: counted, conditions }))
      ? 'walk'
      : 'find';
  const ofWords = way === 'find' ? await findWordPage(database, query, conditions) : undefined;
  const rows = ofWords ?? (await pageStatement(query, conditions, way).execute(database)).rows;
  return { rows, ...(counted !== undefined && { counted }) };
}

/** Where a number, soon got, tells whether to walk. Few studies share an identifier: there the page tells the number. */
function isQuicklyCounted({ level }: SearchQuery, conditions: readonly SearchCondition[]): boolean {
  if (level !== 'study') return false;
  if (conditions.some(({ words }) => words !== undefined)) return keptTotal(level, conditions) !== undefined;
  const finder = soleStudyKeys(conditions) === undefined ? undefined : conditions[0]?.finder;
  return finder !== undefined && finder.rank > rank.wholeText;
}

async function countMatches(
  database: IndexDatabase,
  { level }: SearchQuery,
  conditions: readonly SearchCondition[],
): Promise<number> {
  const { rows } = await countStatement(level, conditions).execute(database);
  return Number(rows[0]?.total ?? 0);
}

/**
 * Many matches need not all be sorted to know the newest: along the order of the answer, one study in `all / matching`
 * matches, so a page is full after that many times its length.
 */
async function isWalkShorter(
  database: IndexDatabase,
  query: SearchQuery,
  { matching, conditions }: { readonly matching: number; readonly conditions: readonly SearchCondition[] },
): Promise<boolean> {
  if (matching < fewMatches) return false;
  const page = query.offset + query.limit;
  const all = await countMatches(database, query, []);
  if (page * all >= matching * matching) return false;
  const merged = await usesMerged(database, query, conditions);
  return merged === undefined || (page * all) / matching < merged;
}

const fewMatches = 200;
