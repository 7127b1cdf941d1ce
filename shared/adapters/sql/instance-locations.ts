import type { FrameTable } from '../../dicom/frame-table.ts';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import type { Uid } from '../../dicom/uid.ts';
import type { InstanceLocation } from '../../ports/study-index.ts';
import { inSidecar } from './index-rows.ts';
import type { IndexDatabase } from './schema.ts';

/** By the primary key; the study and series must be the ones that were asked for. */
export async function findLocation(database: IndexDatabase, key: InstanceKey): Promise<InstanceLocation | undefined> {
  const row = await locations(database)
    .where('sop_instance_uid', '=', key.sopInstanceUid)
    .where('study_uid', '=', key.studyUid)
    .where('series_uid', '=', key.seriesUid)
    .executeTakeFirst();
  return row && locationOf(row);
}

/** In the order in which people read: by series number, instance number, then UID; unnumbered ones last. */
export async function listLocations(
  database: IndexDatabase,
  studyUid: Uid,
  seriesUid?: Uid,
): Promise<readonly InstanceLocation[]> {
  const ofStudy = locations(database).where('study_uid', '=', studyUid);
  const wanted = seriesUid === undefined ? ofStudy : ofStudy.where('series_uid', '=', seriesUid);
  const rows = await wanted
    .orderBy('series_number', (order) => order.asc().nullsLast())
    .orderBy('series_uid')
    .orderBy('instance_number', (order) => order.asc().nullsLast())
    .orderBy('sop_instance_uid')
    .execute();
  return rows.map(locationOf);
}

function locations(database: IndexDatabase) {
  return database
    .selectFrom('instances')
    .innerJoin('series', 'series.series_key', 'instances.series_key')
    .innerJoin('studies', 'studies.study_key', 'series.study_key')
    .select(['study_uid', 'series_uid', 'sop_instance_uid', 'sop_class_uid', 'transfer_syntax_uid'])
    .select(['byte_length', 'sha256', 'frames']);
}

type LocationRow = Awaited<ReturnType<ReturnType<typeof locations>['execute']>>[number];

function locationOf(row: LocationRow): InstanceLocation {
  return {
    key: {
      studyUid: row.study_uid as Uid,
      seriesUid: row.series_uid as Uid,
      sopInstanceUid: row.sop_instance_uid as Uid,
    },
    sopClassUid: row.sop_class_uid as Uid,
    transferSyntaxUid: row.transfer_syntax_uid as Uid,
    byteLength: row.byte_length,
    sha256: row.sha256,
    frames: framesOf(row.frames),
  };
}

function framesOf(column: string | null): InstanceLocation['frames'] {
  if (column === null) return undefined;
  return column === inSidecar ? inSidecar : (JSON.parse(column) as FrameTable);
}
