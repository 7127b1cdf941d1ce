import type { DicomJson, DicomJsonAttribute } from '../../dicom/dicom-json.ts';
import type { Uid } from '../../dicom/uid.ts';
import type { SearchLevel } from '../../ports/search-query.ts';
import type { SearchMatch } from '../../ports/study-index.ts';
import type { IndexDatabase } from './schema.ts';
import type { FoundKeys } from './search-statement.ts';
import { modalityCounts } from './study-changes.ts';

/** The rows of one page, level by level; a study on many rows is read and parsed once. */
export async function readMatches(
  database: IndexDatabase,
  level: SearchLevel,
  keys: readonly FoundKeys[],
): Promise<readonly SearchMatch[]> {
  if (keys.length === 0) return [];
  const studies = await readStudies(database, keys);
  const series = level === 'study' ? undefined : await readSeries(database, keys);
  const instances = level === 'instance' ? await readInstances(database, keys) : undefined;
  return keys.flatMap((key) => {
    const parts = [studies.get(key.study_key), series?.get(key.series_key), instances?.get(key.sop_instance_uid)];
    return matchOf(parts.filter((part) => part !== undefined));
  });
}

/** What is known of one row of one level. */
interface LevelFacts {
  readonly uids: Omit<SearchMatch, 'attributes' | 'studyUid'> & { readonly studyUid?: Uid };
  readonly attributes: DicomJson;
}

function matchOf(parts: readonly LevelFacts[]): SearchMatch[] {
  const [first, ...others] = parts;
  if (first?.uids.studyUid !== undefined && others.length === 0) {
    return [{ studyUid: first.uids.studyUid, attributes: first.attributes }];
  }
  const { studyUid, ...uids } = Object.assign({}, ...parts.map((part) => part.uids)) as LevelFacts['uids'];
  if (studyUid === undefined) return [];
  return [{ ...uids, studyUid, attributes: Object.assign({}, ...parts.map((part) => part.attributes)) }];
}

async function readStudies(database: IndexDatabase, keys: readonly FoundKeys[]): Promise<Map<number, LevelFacts>> {
  const rows = await database
    .selectFrom('studies')
    .select(['study_key', 'study_uid', 'modalities', 'series_count', 'instance_count', 'attributes'])
    .where('study_key', 'in', distinct(keys.map((key) => key.study_key)))
    .execute();
  return new Map(
    rows.map((row) => [
      row.study_key,
      {
        uids: { studyUid: row.study_uid as Uid },
        attributes: {
          ...(JSON.parse(row.attributes) as DicomJson),
          '0020000D': value('UI', row.study_uid),
          '00080061': modalitiesValue(row.modalities),
          '00201206': value('IS', row.series_count),
          '00201208': value('IS', row.instance_count),
        },
      },
    ]),
  );
}

async function readSeries(database: IndexDatabase, keys: readonly FoundKeys[]): Promise<Map<number, LevelFacts>> {
  const rows = await database
    .selectFrom('series')
    .select(['series_key', 'series_uid', 'instance_count', 'attributes'])
    .where('series_key', 'in', distinct(keys.map((key) => key.series_key)))
    .execute();
  return new Map(
    rows.map((row) => [
      row.series_key,
      {
        uids: { seriesUid: row.series_uid as Uid },
        attributes: {
          ...(JSON.parse(row.attributes) as DicomJson),
          '0020000E': value('UI', row.series_uid),
          '00201209': value('IS', row.instance_count),
        },
      },
    ]),
  );
}

async function readInstances(database: IndexDatabase, keys: readonly FoundKeys[]): Promise<Map<string, LevelFacts>> {
  const rows = await database
    .selectFrom('instances')
    .select(['sop_instance_uid', 'transfer_syntax_uid', 'attributes'])
    .where(
      'sop_instance_uid',
      'in',
      keys.map((key) => key.sop_instance_uid),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      row.sop_instance_uid,
      {
        uids: { sopInstanceUid: row.sop_instance_uid as Uid },
        attributes: {
          ...(JSON.parse(row.attributes) as DicomJson),
          '00083002': value('UI', row.transfer_syntax_uid),
        },
      },
    ]),
  );
}

function modalitiesValue(column: string): DicomJsonAttribute {
  const modalities = modalityCounts(column).map(([modality]) => modality);
  return modalities.length === 0 ? { vr: 'CS' } : { vr: 'CS', Value: modalities };
}

const value = (vr: string, single: string | number): DicomJsonAttribute => ({ vr, Value: [single] });

const distinct = (keys: readonly number[]): number[] => [...new Set(keys)];
