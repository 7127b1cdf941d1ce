import type { Authorized } from '../access/authorize.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { inParallel } from '../in-parallel.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { StudyIndex } from '../ports/study-index.ts';
import { deriveIndexedInstance } from './derive-indexed-instance.ts';
import { type Reconciliation, reconcile } from './reconcile.ts';

export interface ReindexProgress {
  readonly indexed: number;
  /** The archive's bytes are not the instance that was stored; it stays in the archive and out of the index. */
  readonly unreadable: number;
  /** Two archived instances have one SOP Instance UID, which no store of ours lets happen. */
  readonly conflicting: number;
}

export interface Reindexing extends ReindexProgress, Pick<Reconciliation, 'removed'> {
  /** The first hundred that are unreadable or conflicting. */
  readonly faulty: readonly InstanceKey[];
}

interface Ports {
  readonly archive: ImageArchive;
  readonly index: StudyIndex;
}

const batchSize = 64;
const maxFaulty = 100;

/**
 * The index is a function of the archive: this empties it and computes it again. What was never settled comes last,
 * as it did when it was stored, so that it can take no UID from an instance whose store was answered.
 */
export async function reindex(
  { archive, index }: Ports,
  permit: Authorized<'archive.maintain'>,
  onProgress: (progress: ReindexProgress) => void = () => undefined,
): Promise<Reindexing> {
  const unsettled = new Set<string>();
  for await (const key of archive.listUnsettled(permit)) unsettled.add(nameOf(key));
  const tally = { indexed: 0, unreadable: 0, conflicting: 0, faulty: [] as InstanceKey[] };
  await index.clear(permit);
  for await (const batch of batchesOf(archive.listInstances(permit), (key) => !unsettled.has(nameOf(key)))) {
    await indexBatch({ archive, index }, permit, { batch, tally });
    onProgress(tally);
  }
  const { completed, removed, unreadable } = await reconcile(archive, index, permit);
  return { ...tally, indexed: tally.indexed + completed, unreadable: tally.unreadable + unreadable, removed };
}

interface Tally {
  indexed: number;
  unreadable: number;
  conflicting: number;
  readonly faulty: InstanceKey[];
}

async function indexBatch(
  { archive, index }: Ports,
  permit: Authorized<'archive.maintain'>,
  { batch, tally }: { readonly batch: readonly InstanceKey[]; readonly tally: Tally },
): Promise<void> {
  const derivations = await inParallel(batch, (key) => deriveIndexedInstance(archive, permit, key));
  const instances = derivations.flatMap((one) => (one.kind === 'derived' ? [one.instance] : []));
  const unreadable = derivations.flatMap((one) => (one.kind === 'unreadable' ? [one.key] : []));
  const outcomes = await index.insertInstances(permit, instances);
  const conflicting = instances
    .filter((_, position) => outcomes[position] === 'conflict')
    .map(({ header }) => header.key);
  tally.indexed += instances.length - conflicting.length;
  tally.unreadable += unreadable.length;
  tally.conflicting += conflicting.length;
  tally.faulty.push(...[...unreadable, ...conflicting].slice(0, maxFaulty - tally.faulty.length));
}

async function* batchesOf(
  keys: AsyncIterable<InstanceKey>,
  isWanted: (key: InstanceKey) => boolean,
): AsyncGenerator<InstanceKey[]> {
  let batch: InstanceKey[] = [];
  for await (const key of keys) {
    if (isWanted(key)) batch.push(key);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function nameOf({ studyUid, seriesUid, sopInstanceUid }: InstanceKey): string {
  return `${studyUid}/${seriesUid}/${sopInstanceUid}`;
}
