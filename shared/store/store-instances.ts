import type { Authorized } from '../access/authorize.ts';
import type { Gateway } from '../gateway.ts';
import { inParallel } from '../in-parallel.ts';
import { failureReasons } from './failure-reasons.ts';
import { keepInstances } from './keep-instances.ts';
import { type ReceivedInstance, receiveInstance } from './receive-instance.ts';
import type { RefusedInstance, StoreOutcome } from './store-outcome.ts';

/** What a body holds, one after the other: an instance's bytes, or a part that cannot be one. */
export type IncomingPart =
  | { readonly kind: 'instance'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'foreign' };

/**
 * PS3.18 10.5. All parts arrive before the first is kept: a body that turns out torn or malformed leaves nothing
 * behind. A permit for one study keeps only instances of that study.
 */
export async function storeInstances(
  permit: Authorized<'study.write'>,
  incoming: AsyncIterable<IncomingPart>,
  gateway: Gateway,
): Promise<readonly StoreOutcome[]> {
  const arrived: (ReceivedInstance | RefusedInstance)[] = [];
  try {
    for await (const part of incoming) arrived.push(await receivePart(permit, part, gateway));
    return await keepInstances(permit, arrived, gateway);
  } finally {
    await inParallel(arrived, async (instance) => instance.kind === 'received' && instance.draft.discard());
  }
}

async function receivePart(
  permit: Authorized<'study.write'>,
  part: IncomingPart,
  gateway: Gateway,
): Promise<ReceivedInstance | RefusedInstance> {
  if (part.kind === 'instance') return receiveInstance(permit, part.bytes, gateway);
  const comment = 'The part is not application/dicom.';
  return { kind: 'refused', refusal: { reason: failureReasons.notDicomPart, comment } };
}
