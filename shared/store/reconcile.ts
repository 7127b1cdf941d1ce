import type { Authorized } from '../access/authorize.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { StudyIndex } from '../ports/study-index.ts';
import { deriveIndexedInstance } from './derive-indexed-instance.ts';

export interface Reconciliation {
  /** Kept before a crash and now in the index; some were there already. */
  readonly completed: number;
  /** Kept before a crash under a SOP Instance UID that another instance holds: nobody was told that they are stored. */
  readonly removed: number;
  /** Left as they are, for a person to look at. */
  readonly unreadable: number;
}

/**
 * Puts right what a crash left between archive and index. It looks only at instances that were never settled, so it
 * is quick at every start; it may be interrupted and repeated, and a store may run beside it (decision 0012).
 */
export async function reconcile(
  archive: ImageArchive,
  index: StudyIndex,
  permit: Authorized<'archive.maintain'>,
): Promise<Reconciliation> {
  const counts = { completed: 0, removed: 0, unreadable: 0, gone: 0 };
  for await (const key of archive.listUnsettled(permit))
    counts[await reconcileOne({ archive, index }, permit, key)] += 1;
  const { gone: _, ...reconciliation } = counts;
  return reconciliation;
}

async function reconcileOne(
  { archive, index }: { readonly archive: ImageArchive; readonly index: StudyIndex },
  permit: Authorized<'archive.maintain'>,
  key: InstanceKey,
): Promise<keyof Reconciliation | 'gone'> {
  const derivation = await deriveIndexedInstance(archive, permit, key);
  if (derivation.kind === 'unreadable') return 'unreadable';
  if (derivation.kind === 'derived') {
    const [outcome] = await index.insertInstances(permit, [derivation.instance]);
    if (outcome === 'conflict') {
      await archive.removeInstance(permit, key);
      return 'removed';
    }
  }
  await archive.settle(permit, [key]);
  return derivation.kind === 'derived' ? 'completed' : 'gone';
}
