import type { Selectable } from 'kysely';
import { type IncomingSeries, sopUidOf } from './incoming-groups.ts';
import { seriesColumns } from './index-rows.ts';
import type { IndexTransaction, SeriesTable } from './schema.ts';

export type SeriesRow = Selectable<SeriesTable>;

/** The rows of these series of one study, made where missing; the study's lock keeps other writers away from them. */
export async function lockSeries(
  transaction: IndexTransaction,
  studyKey: number,
  incoming: readonly IncomingSeries[],
): Promise<ReadonlyMap<string, SeriesRow>> {
  const known = await selectSeries(transaction, studyKey, incoming);
  const missing = incoming.filter(({ seriesUid }) => !known.has(seriesUid));
  if (missing.length === 0) return known;
  const added = await transaction
    .insertInto('series')
    .values(missing.map((series) => newSeriesRow(studyKey, series)))
    .returningAll()
    .execute();
  return new Map([...known, ...byUid(added)]);
}

async function selectSeries(
  transaction: IndexTransaction,
  studyKey: number,
  incoming: readonly IncomingSeries[],
): Promise<ReadonlyMap<string, SeriesRow>> {
  const uids = incoming.map(({ seriesUid }) => seriesUid);
  const query = transaction.selectFrom('series').selectAll();
  return byUid(await query.where('study_key', '=', studyKey).where('series_uid', 'in', uids).execute());
}

const byUid = (rows: readonly SeriesRow[]): ReadonlyMap<string, SeriesRow> =>
  new Map(rows.map((row) => [row.series_uid, row]));

function newSeriesRow(studyKey: number, { seriesUid, speaker }: IncomingSeries) {
  return {
    study_key: studyKey,
    series_uid: seriesUid,
    speaker: sopUidOf(speaker),
    ...seriesColumns(speaker.header.dicomJson),
    instance_count: 0,
  };
}
