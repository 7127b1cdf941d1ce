import type { Selectable } from 'kysely';
import type { IncomingStudy } from './incoming-groups.ts';
import { sopUidOf } from './incoming-groups.ts';
import { studyColumns } from './index-rows.ts';
import type { IndexTransaction, SqlFlavour, StudyTable } from './schema.ts';

export type StudyRow = Selectable<StudyTable>;

/** The rows of these studies, made where missing (with no instances yet) and ours until the transaction ends. */
export async function lockStudies(
  transaction: IndexTransaction,
  flavour: SqlFlavour,
  incoming: readonly IncomingStudy[],
): Promise<ReadonlyMap<string, StudyRow>> {
  const locked = await selectForUpdate(transaction, flavour, incoming);
  const missing = incoming.filter(({ studyUid }) => !locked.has(studyUid));
  if (missing.length === 0) return locked;
  await transaction
    .insertInto('studies')
    .values(missing.map(newStudyRow))
    .onConflict((conflict) => conflict.column('study_uid').doNothing())
    .execute();
  return new Map([...locked, ...(await selectForUpdate(transaction, flavour, missing))]);
}

async function selectForUpdate(
  transaction: IndexTransaction,
  flavour: SqlFlavour,
  incoming: readonly IncomingStudy[],
): Promise<ReadonlyMap<string, StudyRow>> {
  const query = transaction
    .selectFrom('studies')
    .selectAll()
    .where(
      'study_uid',
      'in',
      incoming.map(({ studyUid }) => studyUid),
    )
    .orderBy('study_uid');
  const rows = await (flavour === 'postgres' ? query.forUpdate() : query).execute();
  return new Map(rows.map((row) => [row.study_uid, row]));
}

function newStudyRow({ studyUid, speaker }: IncomingStudy) {
  return {
    study_uid: studyUid,
    speaker: sopUidOf(speaker),
    ...studyColumns(speaker.header.dicomJson),
    modalities: '[]',
    series_count: 0,
    instance_count: 0,
  };
}
