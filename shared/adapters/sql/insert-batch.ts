import type { IndexedInstance, InsertOutcome } from '../../ports/study-index.ts';
import { inChunks } from './in-chunks.ts';
import { groupByStudy, type IncomingStudy, sopUidOf } from './incoming-groups.ts';
import { instanceRow } from './index-rows.ts';
import { lockSeries, type SeriesRow } from './lock-series.ts';
import { lockStudies } from './lock-studies.ts';
import { RowsRaced } from './rows-raced.ts';
import { applyTotalChanges, countFor, noTotalChanges } from './running-totals.ts';
import type { IndexTransaction, SqlFlavour } from './schema.ts';
import { applyTermChanges, type TermChanges } from './text-terms.ts';
import { updateSeries } from './update-series.ts';
import { updateStudy } from './update-study.ts';

const rowsPerStatement = 400;

/** One transaction's work. Rows are locked by study, so writers of one study queue and those of others do not. */
export async function insertBatch(
  transaction: IndexTransaction,
  flavour: SqlFlavour,
  instances: readonly IndexedInstance[],
): Promise<readonly InsertOutcome[]> {
  const known = await findKnown(transaction, instances);
  const fresh = new Map<string, IndexedInstance>();
  const outcomes = instances.map((instance): InsertOutcome => {
    const uid = sopUidOf(instance);
    const holder = known.get(uid);
    if (holder !== undefined) return identityOf(instance) === holder ? 'already-there' : 'conflict';
    known.set(uid, identityOf(instance));
    fresh.set(uid, instance);
    return 'inserted';
  });
  if (fresh.size > 0) await insertFresh(transaction, flavour, groupByStudy([...fresh.values()]));
  return outcomes;
}

/** Same place and same bytes: then it is the same instance. */
const identityOf = ({ header: { key }, sha256 }: IndexedInstance): string =>
  `${key.studyUid} ${key.seriesUid} ${sha256}`;

async function findKnown(
  transaction: IndexTransaction,
  instances: readonly IndexedInstance[],
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const chunk of inChunks(instances.map(sopUidOf), rowsPerStatement)) {
    const rows = await transaction
      .selectFrom('instances')
      .innerJoin('series', 'series.series_key', 'instances.series_key')
      .innerJoin('studies', 'studies.study_key', 'series.study_key')
      .select(['sop_instance_uid', 'study_uid', 'series_uid', 'sha256'])
      .where('sop_instance_uid', 'in', chunk)
      .execute();
    for (const row of rows) known.set(row.sop_instance_uid, `${row.study_uid} ${row.series_uid} ${row.sha256}`);
  }
  return known;
}

async function insertFresh(
  transaction: IndexTransaction,
  flavour: SqlFlavour,
  incoming: readonly IncomingStudy[],
): Promise<void> {
  const studies = await lockStudies(transaction, flavour, incoming);
  const terms: TermChanges = { added: [], removed: [] };
  const totals = noTotalChanges();
  for (const study of incoming) {
    const row = studies.get(study.studyUid);
    if (row === undefined) throw new RowsRaced();
    const series = await lockSeries(transaction, row.study_key, study.series);
    await insertInstanceRows(transaction, study, series);
    const count = countFor(study.studyUid, totals);
    const modalities = await updateSeries(transaction, { study, series, terms });
    await updateStudy(transaction, { study, row, series, modalities, terms, count });
  }
  await applyTermChanges(transaction, flavour, terms);
  await applyTotalChanges(transaction, totals);
}

/** A row that another writer put there since we looked: nothing of ours may stay, so the transaction starts anew. */
async function insertInstanceRows(
  transaction: IndexTransaction,
  study: IncomingStudy,
  series: ReadonlyMap<string, SeriesRow>,
): Promise<void> {
  const rows = study.series.flatMap(({ seriesUid, instances }) => {
    const key = series.get(seriesUid)?.series_key;
    if (key === undefined) throw new RowsRaced();
    return instances.map((instance) => instanceRow(instance, key));
  });
  for (const chunk of inChunks(rows, rowsPerStatement)) {
    const result = await transaction
      .insertInto('instances')
      .values(chunk)
      .onConflict((conflict) => conflict.column('sop_instance_uid').doNothing())
      .executeTakeFirst();
    if (Number(result.numInsertedOrUpdatedRows) !== chunk.length) throw new RowsRaced();
  }
}
