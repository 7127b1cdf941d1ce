import { type RawBuilder, sql } from 'kysely';
import type { SearchQuery } from '../../ports/search-query.ts';
import type { IndexDatabase } from './schema.ts';
import type { SearchCondition, WordDemand } from './search-condition.ts';
import type { FoundKeys } from './search-statement.ts';
import { wordsWith } from './word-pieces.ts';

/**
 * One page of the studies that have one of several words, whose uses lie in the order of the answer. Most pages end above a
 * date down to which few uses of each word lie; only those are merged. Undefined where words are not all that is demanded.
 */
export async function findWordPage(
  database: IndexDatabase,
  query: SearchQuery,
  [only, ...others]: readonly SearchCondition[],
): Promise<readonly FoundKeys[] | undefined> {
  const words = others.length === 0 && query.level === 'study' ? soleWords(only) : undefined;
  if (words === undefined) return undefined;
  const edge = await findEdge(database, words, query);
  if (edge !== undefined) {
    const { rows } = await pageOf(query, words, sql`uses.negative_date < ${edge}`).execute(database);
    if (rows.length === query.limit) return rows;
  }
  const lastDate = dateOfUse(query.offset + query.limit);
  return (await pageOf(query, words, sql`uses.negative_date <= coalesce((${lastDate}), 0)`).execute(database)).rows;
}

/** How many uses a page merges, about; undefined where words are not all that is demanded. */
export async function usesMerged(
  database: IndexDatabase,
  { offset, limit }: SearchQuery,
  [only, ...others]: readonly SearchCondition[],
): Promise<number | undefined> {
  const words = others.length === 0 ? soleWords(only) : undefined;
  return words && shareFactor * (offset + limit) + fewUses * (await countWords(database, words));
}

const soleWords = (condition: SearchCondition | undefined): WordDemand | undefined =>
  condition?.words?.isOneWord === true ? condition.words : undefined;

async function countWords(database: IndexDatabase, words: WordDemand): Promise<number> {
  const counting = sql<{ readonly total: number }>`select count(*) as total from (${foundWords(words)}) as found`;
  return Number((await counting.execute(database)).rows[0]?.total ?? 0);
}

function pageOf({ limit, offset }: SearchQuery, words: WordDemand, isNear: RawBuilder<unknown>): RawBuilder<FoundKeys> {
  return sql`select owner_key as study_key from (
      select distinct uses.negative_date, uses.study_uid, uses.owner_key
      from (${foundWords(words)}) as found cross join word_uses as uses
      where uses.word_key = found.word_key and ${isNear}
    ) as page order by negative_date, study_uid limit ${limit} offset ${offset}`;
}

/** The newest of the dates down to which each word has a few times its share of the page; undefined where a page takes all. */
async function findEdge(
  database: IndexDatabase,
  words: WordDemand,
  { limit, offset }: SearchQuery,
): Promise<number | undefined> {
  const counted = await countWords(database, words);
  const share = Math.ceil((shareFactor * (offset + limit)) / Math.max(1, counted)) + fewUses;
  if (counted < 2 || share >= offset + limit) return undefined;
  const { rows } = await sql<{ readonly edge: number | null }>`select min(edge) as edge from (
      select (${dateOfUse(share)}) as edge from (${foundWords(words)}) as found
    ) as edges`.execute(database);
  return rows[0]?.edge ?? undefined;
}

const shareFactor = 4;
const fewUses = 8;

const foundWords = ({ attribute, suffixes }: WordDemand): RawBuilder<unknown> =>
  sql`select distinct word_key from (${wordsWith(attribute, suffixes)}) as every`;

/** Of the found word, so many uses from the newest. */
const dateOfUse = (position: number): RawBuilder<unknown> =>
  sql`select deep.negative_date from word_uses as deep where deep.word_key = found.word_key
    order by deep.negative_date, deep.study_uid limit 1 offset ${position}`;
