import { sql } from 'kysely';
import type { DicomJson, DicomJsonAttribute } from '../../dicom/dicom-json.ts';
import type { Uid } from '../../dicom/uid.ts';
import type { SearchLevel } from '../../ports/search-query.ts';
import type { SearchMatch } from '../../ports/study-index.ts';
import { jsonRows } from './json-rows.ts';
import type { IndexDatabase, SqlFlavour } from './schema.ts';
import type { FoundKeys } from './search-statement.ts';
import { modalityCounts } from './study-changes.ts';

/** The rows of one page, level by level; a study on many rows is read and parsed once. */
export async function readMatches(
  source: RowSource,
  level: SearchLevel,
  keys: readonly FoundKeys[],
): Promise<readonly SearchMatch[]> {
  if (keys.length === 0) return [];
  const studies = await readStudies(source, keys);
  const series = level === 'study' ? undefined : await readSeries(source, keys);
  const instances = level === 'instance' ? await readInstances(source, keys) : undefined;
  return keys.flatMap((key) => {
    const parts = [studies.get(key.study_key), series?.get(key.series_key), instances?.get(key.sop_instance_uid)];
    return matchOf(parts.filter((part) => part !== undefined));
  });
}

interface RowSource {
  readonly database: IndexDatabase;
  readonly flavour: SqlFlavour;
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

async function readStudies(
  { database, flavour }: RowSource,
  keys: readonly FoundKeys[],
): Promise<Map<number, LevelFacts>> {
  const rows = await database
    .selectFrom('studies')
    .select(['study_key', 'study_uid', 'modalities', 'series_count', 'instance_count', 'attributes'])
    .where('study_key', 'in', keysOf(flavour, 'study_key', keys))
    .execute();
  return new Map(
    rows.map((row) => [
      row.study_key,
      {
        uids: { studyUid: row.study_uid as Uid },
        attributes: withMembers(row.attributes, {
          '0020000D': value('UI', row.study_uid),
          '00080061': modalitiesValue(row.modalities),
          '00201206': value('IS', row.series_count),
          '00201208': value('IS', row.instance_count),
        }),
      },
    ]),
  );
}

async function readSeries(
  { database, flavour }: RowSource,
  keys: readonly FoundKeys[],
): Promise<Map<number, LevelFacts>> {
  const rows = await database
    .selectFrom('series')
    .select(['series_key', 'series_uid', 'instance_count', 'attributes'])
    .where('series_key', 'in', keysOf(flavour, 'series_key', keys))
    .execute();
  return new Map(
    rows.map((row) => [
      row.series_key,
      {
        uids: { seriesUid: row.series_uid as Uid },
        attributes: withMembers(row.attributes, {
          '0020000E': value('UI', row.series_uid),
          '00201209': value('IS', row.instance_count),
        }),
      },
    ]),
  );
}

async function readInstances(
  { database, flavour }: RowSource,
  keys: readonly FoundKeys[],
): Promise<Map<string, LevelFacts>> {
  const rows = await database
    .selectFrom('instances')
    .select(['sop_instance_uid', 'transfer_syntax_uid', 'attributes'])
    .where('sop_instance_uid', 'in', keysOf(flavour, 'sop_instance_uid', keys))
    .execute();
  return new Map(
    rows.map((row) => [
      row.sop_instance_uid,
      {
        uids: { sopInstanceUid: row.sop_instance_uid as Uid },
        attributes: withMembers(row.attributes, {
          '00083002': value('UI', row.transfer_syntax_uid),
        }),
      },
    ]),
  );
}

function modalitiesValue(column: string): DicomJsonAttribute {
  const modalities = modalityCounts(column).map(([modality]) => modality);
  return modalities.length === 0 ? { vr: 'CS' } : { vr: 'CS', Value: modalities };
}

const value = (vr: string, single: string | number): DicomJsonAttribute => ({ vr, Value: [single] });

/** The text is completed and then parsed: an object that is parsed and then copied costs twice. */
function withMembers(attributes: string, members: DicomJson): DicomJson {
  const start = attributes === '{}' ? '{' : `${attributes.slice(0, -1)},`;
  return JSON.parse(`${start}${JSON.stringify(members).slice(1)}`);
}

function keysOf<Name extends keyof FoundKeys>(flavour: SqlFlavour, name: Name, keys: readonly FoundKeys[]) {
  const distinct = [...new Set(keys.map((key) => key[name]))];
  const rows = jsonRows(
    flavour,
    distinct.map((value) => ({ [name]: value })),
  );
  return sql<NonNullable<FoundKeys[Name]>>`(${rows})`;
}
