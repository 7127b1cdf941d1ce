import { deleteRows, insertRows, type Writer } from './json-rows.ts';
import type { StudyModalityTable } from './schema.ts';
import { modalityCounts, type StudyChange } from './study-changes.ts';
import type { RowKeys } from './write-studies.ts';

/** Which modalities each study has, dated and named like the study. */
export async function writeModalities(
  writer: Writer,
  studies: readonly StudyChange[],
  { studies: keys }: RowKeys,
): Promise<void> {
  const changed = studies.filter(
    ({ before, after }) => before?.modalities !== after.modalities || before.study_date !== after.study_date,
  );
  const old = changed.flatMap(({ before }) => (before === undefined ? [] : modalityRows(before, before.study_key)));
  await deleteRows(writer, {
    table: 'study_modalities',
    rows: old.map(({ study_key, modality }) => ({ study_key, modality })),
  });
  await insertRows(writer, {
    table: 'study_modalities',
    rows: changed.flatMap(({ after }) => modalityRows(after, keys.get(after.study_uid) ?? 0)),
  });
}

function modalityRows(
  { study_uid, study_date, modalities }: { study_uid: string; study_date: string; modalities: string },
  study_key: number,
): StudyModalityTable[] {
  return modalityCounts(modalities).map(([modality]) => ({ modality, study_date, study_uid, study_key }));
}
