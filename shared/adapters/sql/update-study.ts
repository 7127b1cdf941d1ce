import { type IncomingStudy, sopUidOf } from './incoming-groups.ts';
import { studyColumns } from './index-rows.ts';
import type { SeriesRow } from './lock-series.ts';
import type { StudyRow } from './lock-studies.ts';
import { modalityTotal, seriesTotal } from './running-totals.ts';
import type { IndexTransaction, StudyModalityTable } from './schema.ts';
import { noteTextChange, studyTextColumns, type TermChanges } from './text-terms.ts';
import type { ModalityChanges } from './update-series.ts';

interface StudyUpdate {
  readonly study: IncomingStudy;
  readonly row: StudyRow;
  readonly series: ReadonlyMap<string, SeriesRow>;
  readonly modalities: ModalityChanges;
  readonly terms: TermChanges;
  readonly count: (counted: string, change: number) => void;
}

/** Counts what is new into the study, lets a smaller SOP Instance UID speak for it, and keeps what derives from it. */
export async function updateStudy(transaction: IndexTransaction, update: StudyUpdate): Promise<void> {
  const { study, row, terms, count } = update;
  const isNew = row.instance_count === 0;
  const newSeries = [...update.series.values()].filter((series) => series.instance_count === 0).length;
  const spoken = spokenColumns(row, study);
  const modalities = changedModalities(row.modalities, update.modalities);
  const after: StudyRow = { ...row, ...spoken, modalities };
  noteTextChange(terms, { ownerKey: row.study_key, columns: studyTextColumns, before: isNew ? undefined : row, after });
  await transaction
    .updateTable('studies')
    .set({
      ...spoken,
      modalities,
      series_count: row.series_count + newSeries,
      instance_count: row.instance_count + study.instanceCount,
    })
    .where('study_key', '=', row.study_key)
    .execute();
  await updateModalities(transaction, row, after, count);
  for (const [modality, change] of update.modalities) count(seriesTotal(modality), change);
  count('studies', isNew ? 1 : 0);
  count('series', newSeries);
  count('instances', study.instanceCount);
}

function spokenColumns(row: StudyRow, { speaker }: IncomingStudy) {
  if (sopUidOf(speaker) >= row.speaker) return {};
  return { speaker: sopUidOf(speaker), ...studyColumns(speaker.header.dicomJson) };
}

/** How many series each modality has; in the order of their names, so that equal counts are equal text. */
function changedModalities(before: string, changes: ModalityChanges): string {
  const counts = new Map(modalityCounts(before));
  for (const [modality, change] of changes) counts.set(modality, (counts.get(modality) ?? 0) + change);
  const left = [...counts].filter(([, seriesCount]) => seriesCount > 0);
  return JSON.stringify(left.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The column `studies.modalities`, read. */
export function modalityCounts(column: string): readonly (readonly [modality: string, seriesCount: number])[] {
  return JSON.parse(column);
}

async function updateModalities(
  transaction: IndexTransaction,
  before: StudyRow,
  after: StudyRow,
  count: StudyUpdate['count'],
): Promise<void> {
  if (before.modalities === after.modalities && before.study_date === after.study_date) return;
  const old = before.instance_count === 0 ? [] : modalityRows(before);
  const current = modalityRows(after);
  for (const { modality } of old) count(modalityTotal(modality), -1);
  for (const { modality } of current) count(modalityTotal(modality), 1);
  if (old.length > 0) {
    await transaction.deleteFrom('study_modalities').where('study_key', '=', after.study_key).execute();
  }
  if (current.length > 0) await transaction.insertInto('study_modalities').values(current).execute();
}

function modalityRows({ study_key, study_uid, study_date, modalities }: StudyRow): StudyModalityTable[] {
  return modalityCounts(modalities).map(([modality]) => ({ modality, study_date, study_uid, study_key }));
}
