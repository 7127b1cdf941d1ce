import { sql } from 'kysely';
import { extendedTexts } from './extended-values.ts';
import { instanceRow } from './index-rows.ts';
import { insertRows, updateRows, type Writer } from './json-rows.ts';
import { RowsRaced } from './rows-raced.ts';
import type { SeriesChange, StudyChange } from './study-changes.ts';

/** The keys that the database gave; series by the key of their study and their UID with a space between. */
export interface RowKeys {
  readonly studies: ReadonlyMap<string, number>;
  readonly series: ReadonlyMap<string, number>;
}

/** The rows of studies, series and instances; a row that another writer put there since we looked starts all anew. */
export async function writeStudies(writer: Writer, changes: readonly StudyChange[]): Promise<RowKeys> {
  const studies = await writeStudyRows(writer, changes);
  const series = await writeSeriesRows(writer, changes, studies);
  await writeInstanceRows(writer, changes, { studies, series });
  return { studies, series };
}

async function writeStudyRows(writer: Writer, changes: readonly StudyChange[]): Promise<ReadonlyMap<string, number>> {
  const added = changes.filter(({ before }) => before === undefined).map(({ after }) => after);
  const rows = await insertRows<{ readonly study_key: number; readonly study_uid: string }>(writer, {
    table: 'studies',
    rows: added,
    ending: sql`on conflict (study_uid) do nothing returning study_key, study_uid`,
  });
  if (rows.length !== added.length) throw new RowsRaced();
  const known = changes.flatMap(({ before }) => before ?? []);
  const keys = new Map([...known, ...rows].map(({ study_key, study_uid }) => [study_uid, study_key]));
  await updateStudyRows(writer, changes);
  return keys;
}

async function updateStudyRows(writer: Writer, changes: readonly StudyChange[]): Promise<void> {
  const counted = [];
  const spoken = [];
  for (const { before, after, hasNewSpeaker } of changes) {
    if (before === undefined) continue;
    const { study_key } = before;
    const { modalities, series_count, instance_count } = after;
    if (hasNewSpeaker) spoken.push({ study_key, ...after });
    else counted.push({ study_key, modalities, series_count, instance_count });
  }
  await updateRows(writer, { table: 'studies', key: 'study_key', rows: counted });
  await updateRows(writer, { table: 'studies', key: 'study_key', rows: spoken });
}

async function writeSeriesRows(
  writer: Writer,
  changes: readonly StudyChange[],
  studies: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const series = changes.flatMap((study) => study.series);
  const added = changes.flatMap((study) =>
    study.series
      .filter(({ before }) => before === undefined)
      .map(({ after }) => ({ study_key: studies.get(study.incoming.studyUid), ...after })),
  );
  const rows = await insertRows<{ study_key: number; series_uid: string; series_key: number }>(writer, {
    table: 'series',
    rows: added,
    ending: sql`returning study_key, series_uid, series_key`,
  });
  await updateSeriesRows(writer, series);
  const known = series.flatMap(({ before }) => before ?? []);
  return new Map([...known, ...rows].map((row) => [`${row.study_key} ${row.series_uid}`, row.series_key]));
}

async function updateSeriesRows(writer: Writer, series: readonly SeriesChange[]): Promise<void> {
  const counted = [];
  const spoken = [];
  for (const { before, after, hasNewSpeaker } of series) {
    if (before === undefined) continue;
    const { series_key } = before;
    if (hasNewSpeaker) spoken.push({ series_key, ...after });
    else counted.push({ series_key, instance_count: after.instance_count });
  }
  await updateRows(writer, { table: 'series', key: 'series_key', rows: counted });
  await updateRows(writer, { table: 'series', key: 'series_key', rows: spoken });
}

async function writeInstanceRows(writer: Writer, changes: readonly StudyChange[], keys: RowKeys): Promise<void> {
  const rows = changes.flatMap((study) =>
    study.series.flatMap(({ incoming }) => {
      const seriesKey = keys.series.get(`${keys.studies.get(incoming.studyUid)} ${incoming.seriesUid}`) ?? 0;
      return incoming.instances.map((instance) => instanceRow(instance, seriesKey, writer.searchKeys));
    }),
  );
  const written = await insertRows(writer, {
    table: 'instances',
    rows,
    ending: sql`on conflict (sop_instance_uid) do nothing returning 1 as written`,
  });
  if (written.length !== rows.length) throw new RowsRaced();
  await insertRows(writer, {
    table: 'instance_texts',
    rows: rows.flatMap(({ sop_instance_uid, extended }) =>
      extendedTexts(extended).map((text) => ({ ...text, sop_instance_uid })),
    ),
  });
}
