import { type RawBuilder, sql } from 'kysely';
import type { SearchQuery } from '../../ports/search-query.ts';
import type { SearchCondition } from './search-condition.ts';
import type { FoundKeys } from './search-statement.ts';
import { wordsWith } from './word-pieces.ts';

/**
 * One page of the studies that have one of several words: of each word only as many uses as the page is deep, which
 * lie in the order of the answer, are merged. Undefined where words are not all that is demanded.
 */
export function wordPageStatement(
  { level, limit, offset }: SearchQuery,
  [only, ...others]: readonly SearchCondition[],
): RawBuilder<FoundKeys> | undefined {
  if (level !== 'study' || others.length > 0 || only?.words?.isOneWord !== true) return undefined;
  const { attribute, suffixes } = only.words;
  const lastDate = sql`select deep.negative_date from word_uses as deep where deep.word_key = found.word_key
    order by deep.negative_date, deep.study_uid limit 1 offset ${offset + limit}`;
  return sql`select owner_key as study_key from (
      select distinct uses.negative_date, uses.study_uid, uses.owner_key
      from (select distinct word_key from (${wordsWith(attribute, suffixes)}) as every) as found cross join word_uses as uses
      where uses.word_key = found.word_key and uses.negative_date <= coalesce((${lastDate}), 0)
    ) as page order by negative_date, study_uid limit ${limit} offset ${offset}`;
}
