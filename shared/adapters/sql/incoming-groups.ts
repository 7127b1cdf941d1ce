import type { IndexedInstance } from '../../ports/study-index.ts';

/** The instances of a batch that belong to one series, and the one whose attributes stand for it. */
export interface IncomingSeries {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instances: readonly IndexedInstance[];
  readonly speaker: IndexedInstance;
}

export interface IncomingStudy {
  readonly studyUid: string;
  readonly series: readonly IncomingSeries[];
  readonly instanceCount: number;
  readonly speaker: IndexedInstance;
}

/** By UID, ascending: every writer locks rows in the same order, so two cannot wait for each other. */
export function groupByStudy(instances: readonly IndexedInstance[]): readonly IncomingStudy[] {
  return grouped(instances, ({ header }) => header.key.studyUid).map(([studyUid, ofStudy]) => ({
    studyUid,
    series: grouped(ofStudy, ({ header }) => header.key.seriesUid).map(([seriesUid, ofSeries]) => ({
      studyUid,
      seriesUid,
      instances: ofSeries,
      speaker: speakerOf(ofSeries),
    })),
    instanceCount: ofStudy.length,
    speaker: speakerOf(ofStudy),
  }));
}

function grouped(
  instances: readonly IndexedInstance[],
  uidOf: (instance: IndexedInstance) => string,
): readonly (readonly [string, readonly IndexedInstance[]])[] {
  const groups = Map.groupBy(instances, uidOf);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The smallest SOP Instance UID speaks for study and series: who came first must not matter. */
function speakerOf(instances: readonly IndexedInstance[]): IndexedInstance {
  return instances.reduce((best, other) => (sopUidOf(other) < sopUidOf(best) ? other : best));
}

export const sopUidOf = ({ header }: IndexedInstance): string => header.key.sopInstanceUid;
