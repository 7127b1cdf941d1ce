import type { SearchKey } from '../../search/search-key.ts';
import { type IncomingSeries, type IncomingStudy, sopUidOf } from './incoming-groups.ts';
import { seriesColumns, studyColumns } from './index-rows.ts';
import type { KnownRows, SeriesRow, StudyRow } from './lock-studies.ts';

/** What a batch makes of one study: worked out in memory, so that each table is written once. */
export interface StudyChange {
  readonly incoming: IncomingStudy;
  /** Undefined where the study is new. */
  readonly before: StudyRow | undefined;
  readonly after: Omit<StudyRow, 'study_key'>;
  /** The smallest SOP Instance UID is among the new ones: it speaks from now on. */
  readonly hasNewSpeaker: boolean;
  readonly series: readonly SeriesChange[];
}

export interface SeriesChange {
  readonly incoming: IncomingSeries;
  readonly before: SeriesRow | undefined;
  readonly after: Omit<SeriesRow, 'series_key' | 'study_key'>;
  readonly hasNewSpeaker: boolean;
}

export function studyChange(incoming: IncomingStudy, known: KnownRows, keys: readonly SearchKey[]): StudyChange {
  const { studyUid, speaker } = incoming;
  const before = known.studies.get(studyUid);
  const series = incoming.series.map((one) =>
    seriesChange(one, known.series.get(`${studyUid} ${one.seriesUid}`), keys),
  );
  const spoken = before !== undefined && before.speaker < sopUidOf(speaker) ? before : undefined;
  const { study_key: _, ...said } = spoken ?? { study_key: 0, ...studyColumns(speaker.header.dicomJson, keys) };
  const newSeries = series.filter((one) => one.before === undefined).length;
  return {
    incoming,
    before,
    series,
    hasNewSpeaker: spoken === undefined,
    after: {
      ...said,
      study_uid: studyUid,
      speaker: spoken?.speaker ?? sopUidOf(speaker),
      modalities: changedModalities(before?.modalities ?? '[]', modalityChanges(series)),
      series_count: (before?.series_count ?? 0) + newSeries,
      instance_count: (before?.instance_count ?? 0) + incoming.instanceCount,
    },
  };
}

function seriesChange(
  incoming: IncomingSeries,
  before: SeriesRow | undefined,
  keys: readonly SearchKey[],
): SeriesChange {
  const { seriesUid, speaker, instances } = incoming;
  const spoken = before !== undefined && before.speaker < sopUidOf(speaker) ? before : undefined;
  const {
    series_key: _,
    study_key: __,
    ...said
  } = spoken ?? {
    series_key: 0,
    study_key: 0,
    ...seriesColumns(speaker.header.dicomJson, keys),
  };
  return {
    incoming,
    before,
    hasNewSpeaker: spoken === undefined,
    after: {
      ...said,
      series_uid: seriesUid,
      speaker: spoken?.speaker ?? sopUidOf(speaker),
      instance_count: (before?.instance_count ?? 0) + instances.length,
    },
  };
}

/** By modality: how many series more (or fewer) the study has of it. */
export function modalityChanges(series: readonly SeriesChange[]): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  const note = (modality: string, change: number) => {
    if (modality !== '') changes.set(modality, (changes.get(modality) ?? 0) + change);
  };
  for (const { before, after } of series) {
    if (before !== undefined) note(before.modality, -1);
    note(after.modality, 1);
  }
  return changes;
}

/** How many series each modality has; in the order of their names, so that equal counts are equal text. */
function changedModalities(before: string, changes: ReadonlyMap<string, number>): string {
  const counts = new Map(modalityCounts(before));
  for (const [modality, change] of changes) counts.set(modality, (counts.get(modality) ?? 0) + change);
  const left = [...counts].filter(([, seriesCount]) => seriesCount > 0);
  return JSON.stringify(left.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The column `studies.modalities`, read. */
export function modalityCounts(column: string): readonly (readonly [modality: string, seriesCount: number])[] {
  return JSON.parse(column);
}
