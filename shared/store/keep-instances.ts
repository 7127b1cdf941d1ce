import type { Authorized } from '../access/authorize.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import type { Gateway } from '../gateway.ts';
import type { Admission } from '../guard/admission.ts';
import type { Inspection } from '../guard/inspection.ts';
import { inParallel } from '../in-parallel.ts';
import { stackOf } from '../log.ts';
import type { KeepOutcome } from '../ports/image-archive.ts';
import type { InsertOutcome } from '../ports/study-index.ts';
import { failureReasons } from './failure-reasons.ts';
import { type Objection, objectTo } from './object-to.ts';
import type { ReceivedInstance } from './receive-instance.ts';
import type { NamedInstance, Refusal, RefusedInstance, StoreOutcome } from './store-outcome.ts';

/** One transaction on SQLite holds the event loop, so a batch stays small. */
const maxBatch = 64;

type StorePermit = Authorized<'study.write' | 'dlp.review'>;

/** Objects first, then their index rows in one transaction, batch by batch: what a crash leaves between is invisible. */
export async function keepInstances(
  permit: StorePermit,
  arrived: readonly (ReceivedInstance | RefusedInstance)[],
  gateway: Gateway,
): Promise<readonly StoreOutcome[]> {
  const outcomes: StoreOutcome[] = [];
  for (let start = 0; start < arrived.length; start += maxBatch) {
    outcomes.push(...(await keepBatch(permit, arrived.slice(start, start + maxBatch), gateway)));
  }
  return outcomes;
}

async function keepBatch(
  permit: StorePermit,
  batch: readonly (ReceivedInstance | RefusedInstance)[],
  gateway: Gateway,
): Promise<StoreOutcome[]> {
  const kept = await inParallel(batch, (instance) => keepOne(permit, instance, gateway));
  const toIndex = kept.filter((one) => one.kind === 'kept').map(({ instance }) => instance);
  const inserted = await gateway.index.insertInstances(permit, toIndex);
  const insertOf = new Map(toIndex.map((instance, position) => [instance, inserted[position]]));
  const outcomes = await inParallel(kept, async (one) =>
    one.kind === 'kept' ? concluded(one, insertOf.get(one.instance)) : one,
  );
  const settled = toIndex.filter((_instance, position) => inserted[position] !== 'conflict');
  await settle(
    permit,
    settled.map(({ header }) => header.key),
    gateway,
  );
  return outcomes;
}

/** The index has committed; a mark that stays costs the next start one look, and nobody their answer. */
async function settle(
  permit: StorePermit,
  keys: readonly InstanceKey[],
  { archive, log }: Pick<Gateway, 'archive' | 'log'>,
): Promise<void> {
  try {
    await archive.settle(permit, keys);
  } catch (error) {
    log.error('not-settled', { count: keys.length, stack: stackOf(error) });
  }
}

interface Kept {
  readonly kind: 'kept';
  readonly instance: ReceivedInstance;
  readonly outcome: KeepOutcome;
  /** Of the instance as it came, also where what is kept was redacted. */
  readonly inspection: Inspection;
  readonly isRedacted: boolean;
}

async function keepOne(
  permit: StorePermit,
  instance: ReceivedInstance | RefusedInstance,
  gateway: Gateway,
): Promise<Kept | RefusedInstance> {
  if (instance.kind === 'refused') return instance;
  const { studyUid } = permit.target;
  if (studyUid !== undefined && studyUid !== instance.header.key.studyUid) return refused(instance, ofAnotherStudy);
  const { admittance } = instance;
  if (admittance.kind === 'admitted') return keepAdmitted(instance, admittance.admission);
  if (await instance.draft.isKept(instance.header.key)) return keptBefore(instance, admittance.inspected.inspection);
  return keepRedacted(await objectTo(permit, { instance, inspected: admittance.inspected }, gateway));
}

/** A sender that tries again what a reviewer released, or an earlier policy let in, is told that it is stored: it is. */
const keptBefore = (instance: ReceivedInstance, inspection: Inspection): Kept => ({
  kind: 'kept',
  instance,
  outcome: 'identical',
  inspection,
  isRedacted: false,
});

async function keepAdmitted(instance: ReceivedInstance, admission: Admission): Promise<Kept | RefusedInstance> {
  const outcome = await instance.draft.keep(instance.header.key, instance.sidecar, admission);
  if (outcome === 'different') return refused(instance, alreadyTaken);
  return { kind: 'kept', instance, outcome, inspection: admission.inspection, isRedacted: false };
}

async function keepRedacted(objection: Objection): Promise<Kept | RefusedInstance> {
  if (objection.kind === 'refused') return objection;
  const { redacted, admission, inspection } = objection;
  try {
    const kept = await keepAdmitted(redacted, admission);
    return kept.kind === 'kept' ? { ...kept, inspection, isRedacted: true } : kept;
  } finally {
    await redacted.draft.discard();
  }
}

/** An object that the index refuses would be an orphan with a UID that belongs to another: it goes at once. */
async function concluded(
  { instance, outcome, inspection, isRedacted }: Kept,
  inserted: InsertOutcome | undefined,
): Promise<StoreOutcome> {
  if (inserted !== 'conflict') return { kind: 'stored', named: nameOf(instance), inspection, isRedacted };
  if (outcome === 'kept') await instance.draft.takeBack();
  return refused(instance, alreadyTaken);
}

const ofAnotherStudy: Refusal = {
  reason: failureReasons.studyMismatch,
  comment: 'The Study Instance UID is not that of the URL.',
};

const alreadyTaken: Refusal = {
  reason: failureReasons.duplicateSopInstance,
  comment: 'The SOP Instance UID is held by another instance; nothing was changed.',
};

function refused(instance: ReceivedInstance, refusal: Refusal): RefusedInstance {
  return { kind: 'refused', refusal, named: nameOf(instance) };
}

export function nameOf({ header }: Pick<ReceivedInstance, 'header'>): NamedInstance {
  return { key: header.key, sopClassUid: header.sopClassUid };
}
