import { sql } from 'kysely';
import type { SearchQuery } from '../../ports/search-query.ts';
import type { IndexDatabase } from './schema.ts';
import type { SearchCondition } from './search-condition.ts';
import type { FoundKeys } from './search-statement.ts';
import { wordsWith } from './word-pieces.ts';

/** More words, or deeper pages, are better found another way. */
const maxWords = 24;
const maxDepth = 500;

/**
 * One page of the studies that have one of few words: the first of each word, which lie in the order of the answer,
 * merged. Undefined where that is no way to the page.
 */
export async function findWordPage(
  database: IndexDatabase,
  { level, limit, offset }: SearchQuery,
  [only, ...others]: readonly SearchCondition[],
): Promise<readonly FoundKeys[] | undefined> {
  if (level !== 'study' || others.length > 0 || only?.words?.isOneWord !== true) return undefined;
  if (offset + limit > maxDepth) return undefined;
  const { attribute, suffixes } = only.words;
  const words = await sql<{ readonly word_key: number }>`select distinct word_key
    from (${wordsWith(attribute, suffixes)}) as found limit ${sql.lit(maxWords + 1)}`.execute(database);
  if (words.rows.length > maxWords) return undefined;
  if (words.rows.length === 0) return [];
  const firsts = words.rows.map(({ word_key }) => firstUses(word_key, offset + limit));
  const page = sql<FoundKeys>`select owner_key as study_key
    from (select distinct negative_date, study_uid, owner_key from (${sql.join(firsts, sql` union all `)}) as firsts) as uses
    order by negative_date, study_uid limit ${limit} offset ${offset}`;
  return (await page.execute(database)).rows;
}

function firstUses(wordKey: number, count: number) {
  return sql`select * from (select negative_date, study_uid, owner_key from word_uses where word_key = ${wordKey}
    order by negative_date, study_uid limit ${count}) as of_word`;
}
