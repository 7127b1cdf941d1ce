import type { IndexTransaction } from './schema.ts';

const buckets = 16;

/** Changes to the counters of a transaction, gathered so that each row is touched once, at the end, in a fixed order. */
export interface TotalChanges {
  readonly byCounted: Map<string, Map<number, number>>;
}

export const noTotalChanges = (): TotalChanges => ({ byCounted: new Map() });

/** Studies that have the modality. */
export const modalityTotal = (modality: string): string => `modality ${modality}`;

/** Series of the modality. */
export const seriesTotal = (modality: string): string => `series ${modality}`;

export function countFor(studyUid: string, changes: TotalChanges): (counted: string, change: number) => void {
  const bucket = bucketOf(studyUid);
  return (counted, change) => {
    if (change === 0) return;
    const ofCounted = changes.byCounted.get(counted) ?? new Map<number, number>();
    changes.byCounted.set(counted, ofCounted.set(bucket, (ofCounted.get(bucket) ?? 0) + change));
  };
}

export async function applyTotalChanges(transaction: IndexTransaction, { byCounted }: TotalChanges): Promise<void> {
  const rows = [...byCounted].flatMap(([counted, ofBuckets]) =>
    [...ofBuckets].map(([bucket, total]) => ({ counted, bucket, total })),
  );
  if (rows.length === 0) return;
  await transaction
    .insertInto('totals')
    .values(rows.sort((a, b) => (a.counted === b.counted ? a.bucket - b.bucket : a.counted < b.counted ? -1 : 1)))
    .onConflict((conflict) =>
      conflict
        .columns(['counted', 'bucket'])
        .doUpdateSet(({ ref, eb }) => ({ total: eb(ref('totals.total'), '+', ref('excluded.total')) })),
    )
    .execute();
}

/** By the study's UID, not by chance: the same instances must give the same rows. */
function bucketOf(studyUid: string): number {
  let sum = 0;
  for (let index = 0; index < studyUid.length; index++) sum += studyUid.charCodeAt(index) * (index + 1);
  return sum % buckets;
}
