import type { InstanceKey } from '../../dicom/instance-key.ts';
import type { Uid } from '../../dicom/uid.ts';
import type { SearchLevel } from '../../ports/search-query.ts';
import type { SearchMatch } from '../../ports/study-index.ts';
import type { IndexDatabase } from './schema.ts';

/** Each match with the instance that speaks for it: the instance itself, or the one with the smallest UID of its series or study. */
export async function withSources(
  database: IndexDatabase,
  level: SearchLevel,
  matches: readonly SearchMatch[],
): Promise<readonly SearchMatch[]> {
  if (matches.length === 0) return [];
  const sources = level === 'instance' ? new Map() : await speakers(database, level, matches);
  return matches.map((match) => {
    const source = level === 'instance' ? ownKey(match) : sources.get(nameOf(match));
    return source === undefined ? match : { ...match, source };
  });
}

function ownKey({ studyUid, seriesUid, sopInstanceUid }: SearchMatch): InstanceKey | undefined {
  return seriesUid === undefined || sopInstanceUid === undefined ? undefined : { studyUid, seriesUid, sopInstanceUid };
}

async function speakers(
  database: IndexDatabase,
  level: 'study' | 'series',
  matches: readonly SearchMatch[],
): Promise<ReadonlyMap<string, InstanceKey>> {
  const studyUids = [...new Set(matches.map(({ studyUid }) => studyUid))];
  const spoken = database
    .selectFrom('studies')
    .innerJoin('series', 'series.study_key', 'studies.study_key')
    .select(['study_uid', 'series_uid', 'series.speaker as sop_instance_uid'])
    .where('study_uid', 'in', studyUids);
  const rows = await (level === 'study' ? spoken.whereRef('series.speaker', '=', 'studies.speaker') : spoken).execute();
  return new Map(
    rows.map((row) => {
      const [studyUid, seriesUid] = [row.study_uid as Uid, row.series_uid as Uid];
      const key = { studyUid, seriesUid, sopInstanceUid: row.sop_instance_uid as Uid };
      return [nameOf(level === 'study' ? { studyUid } : key), key];
    }),
  );
}

const nameOf = ({ studyUid, seriesUid = '' }: { readonly studyUid: string; readonly seriesUid?: string }): string =>
  `${studyUid} ${seriesUid}`;
