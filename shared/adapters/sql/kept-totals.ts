import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SearchLevel } from '../../ports/search-query.ts';
import { countersBetween, instanceTotal, seriesTotal, studyTotal } from './running-totals.ts';
import type { SearchCondition, WordDemand } from './search-condition.ts';
import { wordsWith } from './word-pieces.ts';

type TotalStatement = RawBuilder<{ readonly total: number | null }>;

/** The number of matches where counters tell it, so that it costs the same among ten thousand studies and a million. */
export function keptTotal(level: SearchLevel, conditions: readonly SearchCondition[]): TotalStatement | undefined {
  if (conditions.length === 0) return counter(totalOf[level]);
  const [only, ...others] = conditions;
  if (level === 'study') return wordTotal(conditions) ?? studiesByModalityAndDay(conditions);
  const modality = only?.level === level && others.length === 0 ? only.finder?.modality : undefined;
  return modality === undefined ? undefined : counter(seriesTotal(modality));
}

const totalOf = { study: studyTotal(), series: seriesTotal(), instance: instanceTotal } as const;

const counter = (name: string): TotalStatement => sql`select sum(total) as total from totals where counted = ${name}`;

/** One modality, one range of days, or both. */
function studiesByModalityAndDay(conditions: readonly SearchCondition[]): TotalStatement | undefined {
  const modalities = conditions.flatMap(({ finder }) => finder?.modality ?? []);
  const days = conditions.flatMap((condition) => (condition.isDays === true ? (condition.days ?? []) : []));
  if (modalities.length > 1 || days.length > 1 || modalities.length + days.length < conditions.length) return undefined;
  const [range] = days;
  if (range === undefined) return counter(studyTotal(modalities[0]));
  const parts = countersBetween(modalities[0] ?? '', range).map(
    ({ from, below }) => sql`select total from totals where counted >= ${from} and counted < ${below}`,
  );
  const counted = parts.length === 0 ? sql`select 0 as total` : sql.join(parts, sql` union all `);
  return sql`select sum(total) as total from (${counted}) as counted`;
}

/**
 * Studies whose text meets all that is demanded of one attribute: each is counted at the word with which its text,
 * read from the start, first does.
 */
function wordTotal(conditions: readonly SearchCondition[]): TotalStatement | undefined {
  const demands = conditions.flatMap(({ words }) => words ?? []);
  const [first] = demands;
  if (first === undefined || demands.length < conditions.length) return undefined;
  if (demands.some(({ attribute }) => attribute !== first.attribute)) return undefined;
  const suffixes = demands.flatMap((demand) => demand.suffixes);
  const areMet = (text: RawBuilder<unknown>) => sql<SqlBool>`(${sql.join(testsOf(demands, text), sql` and `)})`;
  return sql`select sum(word_totals.total) as total from words cross join word_totals
    where words.word_key in (${wordsWith(first.attribute, suffixes)}) and word_totals.word_key = words.word_key
      and ${areMet(sql`(word_totals.preceding || words.word)`)} and not ${areMet(sql`word_totals.preceding`)}`;
}

const testsOf = (demands: readonly WordDemand[], text: RawBuilder<unknown>) =>
  demands.map(({ isMetBy }) => isMetBy(text));
