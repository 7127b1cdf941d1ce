import type { SearchQuery } from '../../ports/search-query.ts';
import type { SearchPage } from '../../ports/study-index.ts';
import { readMatches } from './read-matches.ts';
import type { IndexDatabase, SqlFlavour } from './schema.ts';
import type { SearchCondition } from './search-condition.ts';
import { searchConditions } from './search-conditions.ts';
import { countStatement, pageStatement, soleStudyKeys } from './search-statement.ts';

/** Keys first, so that sorting and skipping touch no wide rows; then the rows of this page alone. */
export async function searchPage(
  database: IndexDatabase,
  flavour: SqlFlavour,
  query: SearchQuery,
): Promise<SearchPage> {
  const conditions = searchConditions(query, flavour);
  const early = isFoundByOneIndex(query, conditions) ? await countMatches(database, query, conditions) : undefined;
  const way = early !== undefined && (await isWalkShorter(database, query, early)) ? 'walk' : 'find';
  const { rows } = await pageStatement(query, conditions, way).execute(database);
  const matches = await readMatches(database, query.level, rows);
  const seen = query.offset + rows.length;
  const isLastPage = rows.length < query.limit && (rows.length > 0 || query.offset === 0);
  if (isLastPage) return { matches, total: seen };
  const total = early ?? rows[0]?.total ?? (await countMatches(database, query, conditions));
  return { matches, total: rows.length > 0 ? Math.max(total, seen) : total };
}

function isFoundByOneIndex({ level }: SearchQuery, conditions: readonly SearchCondition[]): boolean {
  return level === 'study' && soleStudyKeys(conditions) !== undefined;
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
async function isWalkShorter(database: IndexDatabase, query: SearchQuery, matching: number): Promise<boolean> {
  if (matching < fewMatches) return false;
  const all = await countMatches(database, query, []);
  return (query.offset + query.limit) * all < matching * matching;
}

const fewMatches = 200;
