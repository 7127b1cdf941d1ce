import { sql } from 'kysely';
import type { IndexedInstance, InsertOutcome } from '../../ports/study-index.ts';
import { groupByStudy, type IncomingStudy, sopUidOf } from './incoming-groups.ts';
import { jsonRows, type Writer } from './json-rows.ts';
import { lockStudies } from './lock-studies.ts';
import { writeTotals } from './running-totals.ts';
import { studyChange } from './study-changes.ts';
import { writeTexts } from './text-changes.ts';
import { writeModalities } from './write-modalities.ts';
import { writeStudies } from './write-studies.ts';

/** One transaction's work, in as many statements for one instance as for a thousand. Rows are locked by study, so writers of one study queue and those of others do not. */
export async function insertBatch(
  writer: Writer,
  instances: readonly IndexedInstance[],
): Promise<readonly InsertOutcome[]> {
  const known = await findKnown(writer, instances);
  const fresh = new Map<string, IndexedInstance>();
  const outcomes = instances.map((instance): InsertOutcome => {
    const uid = sopUidOf(instance);
    const holder = known.get(uid);
    if (holder !== undefined) return identityOf(instance) === holder ? 'already-there' : 'conflict';
    known.set(uid, identityOf(instance));
    fresh.set(uid, instance);
    return 'inserted';
  });
  if (fresh.size > 0) await insertFresh(writer, groupByStudy([...fresh.values()]));
  return outcomes;
}

/** Same place and same bytes: then it is the same instance. */
const identityOf = ({ header: { key }, sha256 }: IndexedInstance): string =>
  `${key.studyUid} ${key.seriesUid} ${sha256}`;

async function findKnown(
  { transaction, flavour }: Writer,
  instances: readonly IndexedInstance[],
): Promise<Map<string, string>> {
  const uids = jsonRows(
    flavour,
    instances.map((instance) => ({ sop_instance_uid: sopUidOf(instance) })),
  );
  const { rows } = await sql<KnownInstance>`select sop_instance_uid, study_uid, series_uid, sha256 from instances
    join series on series.series_key = instances.series_key join studies on studies.study_key = series.study_key
    where sop_instance_uid in (${uids})`.execute(transaction);
  return new Map(rows.map((row) => [row.sop_instance_uid, `${row.study_uid} ${row.series_uid} ${row.sha256}`]));
}

interface KnownInstance {
  readonly sop_instance_uid: string;
  readonly study_uid: string;
  readonly series_uid: string;
  readonly sha256: string;
}

async function insertFresh(writer: Writer, incoming: readonly IncomingStudy[]): Promise<void> {
  const known = await lockStudies(writer, incoming);
  const changes = incoming.map((study) => studyChange(study, known, writer.searchKeys));
  const keys = await writeStudies(writer, changes);
  await writeModalities(writer, changes, keys);
  await writeTexts(writer, changes, keys);
  await writeTotals(writer, changes);
}
