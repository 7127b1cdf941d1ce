import { sql } from 'kysely';
import type { Bounds } from '../../ports/search-query.ts';
import { insertRows, type Writer } from './json-rows.ts';
import type { SqlFlavour } from './schema.ts';
import { boundary } from './searchable-text.ts';
import { modalityChanges, modalityCounts, type StudyChange } from './study-changes.ts';

/** SQLite has one writer at a time, who waits for nobody. */
const bucketsOf = { sqlite: 1, postgres: 16 } as const;

/** Counters by name and bucket, gathered so that each row is touched once, at the end, in a fixed order. */
type TotalChanges = Map<string, Map<number, number>>;

/** Studies that have the modality; of all studies where it is left out. */
export const studyTotal = (modality = ''): string => ['studies', modality].join(boundary);

export const seriesTotal = (modality = ''): string => ['series', modality].join(boundary);

export const instanceTotal = 'instances';

/** Studies of one day, or of one month (`YYYYMM`), that have the modality; of all studies where it is empty. */
const dayTotal = (modality: string, date: string): string => ['days', modality, date].join(boundary);
const monthTotal = (modality: string, month: string): string => ['months', modality, month].join(boundary);

/** Names from `from` to below `below`. */
export interface CounterRange {
  readonly from: string;
  readonly below: string;
}

/** The counters that add up to a range of dates: days at its ends, whole months between. */
export function countersBetween(
  modality: string,
  { from = '00000000', to = '99999999' }: Bounds,
): readonly CounterRange[] {
  if (from > to) return [];
  const firstMonth = from.slice(0, 6);
  const lastMonth = to.slice(0, 6);
  const days = (first: string, last: string): CounterRange => ({
    from: dayTotal(modality, first),
    below: dayTotal(modality, `${last}!`),
  });
  if (firstMonth === lastMonth) return [days(from, to)];
  const months = { from: monthTotal(modality, `${firstMonth}!`), below: monthTotal(modality, lastMonth) };
  return [days(from, `${firstMonth}99`), months, days(`${lastMonth}00`, to)];
}

/** Keeps the counters in line with what a batch makes of its studies. */
export async function writeTotals(writer: Writer, studies: readonly StudyChange[]): Promise<void> {
  const changes: TotalChanges = new Map();
  for (const study of studies) noteStudy(changes, study, bucketOf(study.incoming.studyUid, writer.flavour));
  const rows = [...changes].flatMap(([counted, ofBuckets]) =>
    [...ofBuckets].flatMap(([bucket, total]) => (total === 0 ? [] : [{ counted, bucket, total }])),
  );
  await insertRows(writer, {
    table: 'totals',
    rows: rows.sort((a, b) => (a.counted === b.counted ? a.bucket - b.bucket : a.counted < b.counted ? -1 : 1)),
    ending: sql`on conflict (counted, bucket) do update set total = totals.total + excluded.total`,
  });
}

function noteStudy(changes: TotalChanges, { incoming, before, after, series }: StudyChange, bucket: number): void {
  const count = (counted: string, change: number) => {
    const ofCounted = changes.get(counted) ?? new Map<number, number>();
    changes.set(counted, ofCounted.set(bucket, (ofCounted.get(bucket) ?? 0) + change));
  };
  count(seriesTotal(), after.series_count - (before?.series_count ?? 0));
  count(instanceTotal, incoming.instanceCount);
  for (const [modality, change] of modalityChanges(series)) count(seriesTotal(modality), change);
  if (before?.modalities === after.modalities && before.study_date === after.study_date) return;
  if (before !== undefined) for (const name of countersOf(before)) count(name, -1);
  for (const name of countersOf(after)) count(name, 1);
}

function countersOf({ modalities, study_date }: { modalities: string; study_date: string }): readonly string[] {
  const counted = ['', ...modalityCounts(modalities).map(([modality]) => modality)];
  return counted.flatMap((modality) => [
    studyTotal(modality),
    ...(study_date === '' ? [] : [dayTotal(modality, study_date), monthTotal(modality, study_date.slice(0, 6))]),
  ]);
}

/** Writers of different studies seldom wait for one row. By UID, not by chance: the same instances must give the same rows. */
export function bucketOf(studyUid: string, flavour: SqlFlavour): number {
  let sum = 0;
  for (let index = 0; index < studyUid.length; index++) sum += studyUid.charCodeAt(index) * (index + 1);
  return sum % bucketsOf[flavour];
}
