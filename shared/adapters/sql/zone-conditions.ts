import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AttributeMatch, Bounds } from '../../ports/search-query.ts';
import { shiftedMoment } from '../../search/shifted-moment.ts';
import { momentCondition, rangeCondition } from './plain-conditions.ts';
import type { SearchColumn } from './search-columns.ts';
import type { SearchCondition } from './search-condition.ts';

type Moments = Extract<AttributeMatch, { readonly kind: 'moments' }>;

/**
 * PS3.4 C.2.2.2.1.3 and C.2.2.2.5: dates and times of the query are in the zone that it names. What is stored with a zone is
 * compared in UTC; what is stored without one can only be compared as it is. A birth date has no zone.
 */
export function rangeInZone(column: SearchColumn, bounds: Bounds, offset: number | undefined): SearchCondition {
  const plain = rangeCondition(column, bounds);
  const moment = momentOf[column.name];
  if (offset === undefined || moment === undefined) return plain;
  if (!column.name.endsWith('_date')) return timesInZone(plain, moment, { bounds, offset });
  return daysInZone(plain, column, { days: bounds, times: {}, offset });
}

export function momentsInZone(column: SearchColumn, match: Moments, offset: number | undefined): SearchCondition {
  const plain = momentCondition(column, match.days, match.times);
  if (offset === undefined) return plain;
  return daysInZone(plain, column, { ...match, offset });
}

const momentOf: Readonly<Record<string, string>> = {
  'studies.study_date': 'studies.study_moment',
  'studies.study_time': 'studies.study_moment',
  'series.performed_start_date': 'series.performed_moment',
  'series.performed_start_time': 'series.performed_moment',
};

interface DaysInZone {
  readonly days: Bounds;
  readonly times: Bounds;
  readonly offset: number;
}

/** Two zones are at most 26 hours apart, so the local date of a match lies within two days: that much an index can narrow. */
function daysInZone(
  plain: SearchCondition,
  column: SearchColumn,
  { days, times, offset }: DaysInZone,
): SearchCondition {
  const moment = sql.ref(momentOf[column.name] ?? '');
  const from = days.from && shiftedMoment(days.from + (times.from ?? '000000.000000'), -offset);
  const to = days.to && shiftedMoment(days.to + (times.to ?? '235959.999999'), -offset);
  const inUtc = sql`${moment} >= ${from ?? '0'}${to === undefined ? sql`` : sql` and ${moment} <= ${to}`}`;
  const near = rangeCondition(column, { from: nearby(days.from, -2), to: nearby(days.to, 2) });
  return {
    level: plain.level,
    check: sql<SqlBool>`${near.check} and (${inUtc} or (${moment} = '' and ${plain.check}))`,
    ...(near.finder && { finder: { ...near.finder, isExact: false } }),
    ...(near.days && { days: near.days, isDays: false }),
  };
}

function nearby(date: string | undefined, days: number): string | undefined {
  return date && shiftedMoment(`${date}000000.000000`, days * 24 * 60).slice(0, 8);
}

interface TimesInZone {
  readonly bounds: Bounds;
  readonly offset: number;
}

/** The time of day in UTC; a range that crosses midnight there is two. */
function timesInZone(plain: SearchCondition, moment: string, { bounds, offset }: TimesInZone): SearchCondition {
  const column = sql.ref(moment);
  const time = sql`substr(${column}, 9)`;
  const from = utcTime(bounds.from ?? '000000.000000', offset);
  const to = utcTime(bounds.to ?? '235959.999999', offset);
  const [first, second] = [sql`${time} >= ${from}`, sql`${time} <= ${to}`];
  const inUtc: RawBuilder<unknown> = from <= to ? sql`${first} and ${second}` : sql`(${first} or ${second})`;
  return {
    level: plain.level,
    check: sql<SqlBool>`((${column} <> '' and ${inUtc}) or (${column} = '' and ${plain.check}))`,
  };
}

const utcTime = (time: string, offset: number): string => shiftedMoment(`20000101${time}`, -offset).slice(8);
