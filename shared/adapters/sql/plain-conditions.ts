import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Bounds } from '../../ports/search-query.ts';
import type { SqlFlavour } from './schema.ts';
import type { SearchColumn } from './search-columns.ts';
import { rank, type SearchCondition, type StudyFinder, studiesOfSeries } from './search-condition.ts';
import { matchesPattern, parsePattern } from './text-pattern.ts';

/** PS3.4 C.2.2.2.2: any of these UIDs. */
export function uidCondition({ level, name }: SearchColumn, uids: readonly string[]): SearchCondition {
  const check = sql<SqlBool>`${sql.ref(name)} in (${sql.join(uids)})`;
  const studyKeys = studyKeysWhere[name]?.(check);
  return studyKeys === undefined
    ? { level, check }
    : { level, check, finder: { rank: rank.uid, studyKeys, isExact: level === 'study' } };
}

/** The SOP class has no index of its own: it is looked for among the studies that the other demands leave. */
const studyKeysWhere: Readonly<Record<string, (check: RawBuilder<SqlBool>) => RawBuilder<unknown>>> = {
  'studies.study_uid': (check) => sql`select study_key from studies where ${check}`,
  'series.series_uid': (check) => sql`select study_key from series where ${check}`,
  'instances.sop_instance_uid': (check) => studiesOfSeries(sql`select series_key from instances where ${check}`),
};

/** PS3.4 C.2.2.2.7. The text is part of the statement, so that the database sees that a partial index serves it. */
export function emptyCondition({ level, name, kind }: SearchColumn): SearchCondition {
  if (kind === 'number') return { level, check: sql<SqlBool>`${sql.ref(name)} is null` };
  if (kind === 'modalities') return { level, check: sql<SqlBool>`studies.modalities = '[]'` };
  return { level, check: sql<SqlBool>`${sql.ref(name)} = ''` };
}

/** PS3.4 C.2.2.2.5: an empty column is an unknown date or time, and in no range. */
export function rangeCondition({ level, name }: SearchColumn, { from, to }: Bounds): SearchCondition {
  const column = sql.ref(name);
  const upper = to === undefined ? sql`` : sql` and ${column} <= ${to}`;
  const check = sql<SqlBool>`${column} >= ${from ?? '0'}${upper}`;
  const finderRank = rangeRanks[name];
  if (finderRank === undefined)
    return { level, check, ...(name === 'studies.study_date' && { days: { from, to }, isDays: true }) };
  const table = sql.raw(name.slice(0, name.indexOf('.')));
  return {
    level,
    check,
    finder: {
      rank: finderRank,
      studyKeys: sql`select study_key from ${table} where ${check}`,
      isExact: level === 'study',
    },
  };
}

/** The study date is not among them: the order of the answer already walks along it. */
const rangeRanks: Readonly<Record<string, number>> = {
  'studies.patient_birth_date': rank.birthDate,
  'studies.study_time': rank.time,
  'series.performed_start_date': rank.birthDate,
};

/** PS3.4 C.2.2.2.5.4: a range of dates together with a range of times is one range of moments. */
export function momentCondition(date: SearchColumn, days: Bounds, times: Bounds): SearchCondition {
  const moment = sql`(${sql.ref(date.name)}, ${sql.ref(timeColumnOf[date.name] ?? '')})`;
  const whole = rangeCondition(date, days);
  const from = days.from && times.from ? sql` and ${moment} >= (${days.from}, ${times.from})` : sql``;
  const to = days.to && times.to ? sql` and ${moment} <= (${days.to}, ${times.to})` : sql``;
  return {
    ...whole,
    isDays: false,
    check: sql<SqlBool>`${whole.check}${from}${to}`,
    ...(whole.finder && { finder: { ...whole.finder, isExact: false } }),
  };
}

const timeColumnOf: Readonly<Record<string, string>> = {
  'studies.study_date': 'studies.study_time',
  'series.performed_start_date': 'series.performed_start_time',
};

export function numberCondition({ level, name }: SearchColumn, value: string): SearchCondition {
  return { level, check: sql<SqlBool>`${sql.ref(name)} = ${Number(value)}` };
}

/** Of a series, or (`modalities`) of any series of the study; both are found through the studies that have it. */
export function modalityCondition(
  column: SearchColumn,
  values: readonly string[],
  flavour: SqlFlavour,
): SearchCondition {
  const test = (name: string) =>
    sql<SqlBool>`(${sql.join(
      values.map((value) => modalityTest(name, value, flavour)),
      sql` or `,
    )})`;
  const studyKeys = sql`select study_key from study_modalities where ${test('study_modalities.modality')}`;
  const [only] = values;
  const finder: StudyFinder = {
    rank: rank.modality,
    studyKeys,
    isExact: column.level === 'study',
    ...(only !== undefined && values.length === 1 && isLiteral(only) ? { modality: only } : {}),
  };
  if (column.kind === 'code') return { level: column.level, check: test(column.name), finder };
  const check = sql<SqlBool>`exists (${studyKeys} and study_modalities.study_key = studies.study_key)`;
  return { level: column.level, check, finder };
}

function modalityTest(name: string, value: string, flavour: SqlFlavour): RawBuilder<SqlBool> {
  if (isLiteral(value)) return sql`${sql.ref(name)} = ${value}`;
  return matchesPattern(sql.ref(name), parsePattern(value, asIs), flavour);
}

function isLiteral(value: string): boolean {
  const parts = parsePattern(value, asIs);
  return parts.length === 1 && typeof parts[0] === 'object';
}

const asIs = (literal: string): string => literal;
