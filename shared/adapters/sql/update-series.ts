import { type IncomingSeries, type IncomingStudy, sopUidOf } from './incoming-groups.ts';
import { seriesColumns } from './index-rows.ts';
import type { SeriesRow } from './lock-series.ts';
import type { IndexTransaction } from './schema.ts';
import { noteTextChange, seriesTextColumns, type TermChanges } from './text-terms.ts';

/** By modality: how many series more (or fewer) the study has of it. */
export type ModalityChanges = ReadonlyMap<string, number>;

interface SeriesUpdate {
  readonly study: IncomingStudy;
  readonly series: ReadonlyMap<string, SeriesRow>;
  readonly terms: TermChanges;
}

/** Counts the new instances in, and lets a smaller SOP Instance UID speak for its series. */
export async function updateSeries(
  transaction: IndexTransaction,
  { study, series, terms }: SeriesUpdate,
): Promise<ModalityChanges> {
  const modalities = new Map<string, number>();
  const note = (modality: string, change: number) => {
    if (modality !== '') modalities.set(modality, (modalities.get(modality) ?? 0) + change);
  };
  for (const incoming of study.series) {
    const row = series.get(incoming.seriesUid);
    if (row === undefined) continue;
    const isNew = row.instance_count === 0;
    const spoken = spokenColumns(row, incoming);
    const after = { ...row, ...spoken };
    if (!isNew) note(row.modality, -1);
    note(after.modality, 1);
    noteTextChange(terms, {
      ownerKey: row.series_key,
      columns: seriesTextColumns,
      before: isNew ? undefined : row,
      after,
    });
    await transaction
      .updateTable('series')
      .set({ ...spoken, instance_count: row.instance_count + incoming.instances.length })
      .where('series_key', '=', row.series_key)
      .execute();
  }
  return modalities;
}

function spokenColumns(row: SeriesRow, { speaker }: IncomingSeries) {
  if (sopUidOf(speaker) >= row.speaker) return {};
  return { speaker: sopUidOf(speaker), ...seriesColumns(speaker.header.dicomJson) };
}
