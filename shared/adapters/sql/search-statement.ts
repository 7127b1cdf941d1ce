import { type RawBuilder, sql } from 'kysely';
import type { SearchLevel, SearchQuery } from '../../ports/search-query.ts';
import { keptTotal } from './kept-totals.ts';
import type { SearchCondition, StudyFinder } from './search-condition.ts';

export interface FoundKeys {
  readonly study_key: number;
  readonly series_key: number;
  readonly sop_instance_uid: string;
  /** All that match, where the way to the page passes them all. */
  readonly total?: number;
}

/** One page of keys: newest study first, then by UID, so that equal requests get equal answers (PS3.18 8.3.4.4). */
export function pageStatement(
  query: SearchQuery,
  conditions: readonly SearchCondition[],
  way: 'find' | 'walk',
): RawBuilder<FoundKeys> {
  const source = way === 'find' ? sourceOf(conditions) : allStudies;
  const passesAll = source.best !== undefined && source.modality === undefined;
  const total = passesAll ? sql`, count(*) over () as total` : sql``;
  return sql`select ${keysOf[query.level]}${total} from ${tables(source, query.level)} where ${demands(source, conditions, query.level)}
    order by ${source.dated}.study_date desc, ${source.dated}.study_uid${orderBelowStudy[query.level]}
    limit ${query.limit} offset ${query.offset}`;
}

/** Exact, and where it can be without visiting rows: from kept totals, or from the counts that each study keeps. */
export function countStatement(
  level: SearchLevel,
  conditions: readonly SearchCondition[],
): RawBuilder<{ readonly total: number | null }> {
  const kept = keptTotal(level, conditions);
  if (kept !== undefined) return kept;
  const keys = level === 'study' ? soleStudyKeys(conditions) : undefined;
  if (keys !== undefined)
    return sql`select count(*) as total from (select distinct study_key from (${keys}) as found) as counted`;
  const deepest = deepestLevel(conditions);
  const source = sourceOf(conditions);
  return sql`select ${counted(level, deepest)} as total from ${tables(source, deepest)}
    where ${demands(source, conditions, deepest)}`;
}

/** Set where one demand on studies is all, and an index tells exactly who meets it. */
export function soleStudyKeys(conditions: readonly SearchCondition[]): RawBuilder<unknown> | undefined {
  const finder = conditions.length === 1 ? conditions[0]?.finder : undefined;
  return finder?.isExact === true && finder.modality === undefined ? finder.studyKeys : undefined;
}

/** Where the rows come from: all studies, or those of one modality, which lie in order of their own. */
interface Source {
  readonly best: SearchCondition | undefined;
  readonly modality: string | undefined;
  readonly dated: RawBuilder<unknown>;
}

const allStudies: Source = { best: undefined, modality: undefined, dated: sql.ref('studies') };

function sourceOf(conditions: readonly SearchCondition[]): Source {
  const [best] = conditions
    .filter(({ finder }) => finder !== undefined)
    .sort((a, b) => (a.finder?.rank ?? 0) - (b.finder?.rank ?? 0));
  const modality = best?.finder?.modality;
  return { best, modality, dated: sql.ref(modality === undefined ? 'studies' : 'study_modalities') };
}

/** A cross join keeps its order in SQLite: studies are found first, and what is below them by their keys. */
function tables({ modality }: Source, level: SearchLevel): RawBuilder<unknown> {
  const first = modality === undefined ? sql`studies` : sql`study_modalities cross join studies`;
  if (level === 'study') return first;
  return level === 'series' ? sql`${first} cross join series` : sql`${first} cross join series cross join instances`;
}

function demands({ best, modality }: Source, conditions: readonly SearchCondition[], level: SearchLevel) {
  const found = best?.finder;
  const joins = level === 'study' ? [] : [sql`series.study_key = studies.study_key`];
  if (level === 'instance') joins.push(sql`instances.series_key = series.series_key`);
  if (modality !== undefined) joins.push(...modalityJoins(modality, conditions));
  else if (found !== undefined) joins.push(sql`studies.study_key in (${studyKeysOf(found, conditions)})`);
  const checks = conditions.filter((condition) => condition !== best || found?.isExact !== true);
  return sql.join([sql`1 = 1`, ...joins, ...checks.map(({ check }) => check)], sql` and `);
}

function studyKeysOf(finder: StudyFinder, conditions: readonly SearchCondition[]): RawBuilder<unknown> {
  const days = conditions.flatMap((condition) => condition.days ?? [])[0];
  return days === undefined ? finder.studyKeys : (finder.studyKeysWithin?.(days) ?? finder.studyKeys);
}

function modalityJoins(modality: string, conditions: readonly SearchCondition[]): RawBuilder<unknown>[] {
  const days = conditions.flatMap((condition) => condition.days ?? []);
  return [
    sql`studies.study_key = study_modalities.study_key and study_modalities.modality = ${modality}`,
    ...days.flatMap(({ from }) => (from === undefined ? [] : [sql`study_modalities.study_date >= ${from}`])),
    ...days.flatMap(({ to }) => (to === undefined ? [] : [sql`study_modalities.study_date <= ${to}`])),
  ];
}

const depth: Readonly<Record<SearchLevel, number>> = { study: 0, series: 1, instance: 2 };

function deepestLevel(conditions: readonly SearchCondition[]): SearchLevel {
  return conditions.reduce<SearchLevel>(
    (deepest, { level }) => (depth[level] > depth[deepest] ? level : deepest),
    'study',
  );
}

/** What one row of the deepest tables is worth at the level that is counted. */
function counted(level: SearchLevel, deepest: SearchLevel): RawBuilder<unknown> {
  if (level === deepest) return sql`count(*)`;
  if (level === 'series') return sql`sum(studies.series_count)`;
  return deepest === 'study' ? sql`sum(studies.instance_count)` : sql`sum(series.instance_count)`;
}

const keysOf = {
  study: sql`studies.study_key`,
  series: sql`studies.study_key, series.series_key`,
  instance: sql`studies.study_key, series.series_key, instances.sop_instance_uid`,
} as const;

const orderBelowStudy = {
  study: sql``,
  series: sql`, series.series_uid`,
  instance: sql`, series.series_uid, instances.sop_instance_uid`,
} as const;
