import { type Selectable, sql } from 'kysely';
import type { IncomingStudy } from './incoming-groups.ts';
import { jsonRows, type Writer } from './json-rows.ts';
import type { SeriesTable, StudyTable } from './schema.ts';

export type StudyRow = Selectable<StudyTable>;
export type SeriesRow = Selectable<SeriesTable>;

/** What the index knows of the studies of a batch; series by the UIDs of study and series with a space between. */
export interface KnownRows {
  readonly studies: ReadonlyMap<string, StudyRow>;
  readonly series: ReadonlyMap<string, SeriesRow>;
}

/** These studies are ours until the transaction ends, in the order of their UIDs, and their series with them. */
export async function lockStudies(writer: Writer, incoming: readonly IncomingStudy[]): Promise<KnownRows> {
  const studies = await selectForUpdate(writer, incoming);
  const wanted = incoming.flatMap(({ studyUid, series }) =>
    series.flatMap(({ seriesUid }) => {
      const key = studies.get(studyUid)?.study_key;
      return key === undefined ? [] : [{ study_uid: studyUid, study_key: key, series_uid: seriesUid }];
    }),
  );
  if (wanted.length === 0) return { studies, series: new Map() };
  const { rows } = await sql<SeriesRow & { readonly study_uid: string }>`select series.*, wanted.study_uid
    from (${jsonRows(writer.flavour, wanted)}) as wanted cross join series
    where series.study_key = wanted.study_key and series.series_uid = wanted.series_uid`.execute(writer.transaction);
  const series = rows.map(({ study_uid, ...row }) => [`${study_uid} ${row.series_uid}`, row] as const);
  return { studies, series: new Map(series) };
}

async function selectForUpdate(
  { transaction, flavour }: Writer,
  incoming: readonly IncomingStudy[],
): Promise<ReadonlyMap<string, StudyRow>> {
  const uids = jsonRows(
    flavour,
    incoming.map(({ studyUid }) => ({ study_uid: studyUid })),
  );
  const { rows } = await sql<StudyRow>`select * from studies where study_uid in (${uids}) order by study_uid
    ${flavour === 'postgres' ? sql`for update` : sql``}`.execute(transaction);
  return new Map(rows.map((row) => [row.study_uid, row]));
}
