import type { Authorized } from '../access/authorize.ts';
import { headerBytesOf } from '../dicom/sidecar.ts';
import type { Gateway } from '../gateway.ts';
import { inParallel } from '../in-parallel.ts';
import { failureReasons } from './failure-reasons.ts';
import { keepInstances } from './keep-instances.ts';
import { type AskGuard, type IncomingInstance, type ReceivedInstance, receiveInstance } from './receive-instance.ts';
import type { RefusedInstance, StoreOutcome } from './store-outcome.ts';

/** What a body holds, one after the other: an instance's bytes, or what cannot become one. */
export type IncomingPart =
  | ({ readonly kind: 'instance' } & IncomingInstance)
  | { readonly kind: 'foreign' }
  | { readonly kind: 'refused'; readonly outcome: RefusedInstance };

/**
 * PS3.18 10.5. All parts arrive before the first is kept: a body that turns out torn or malformed leaves nothing
 * behind. A permit for one study keeps only instances of that study.
 */
export async function storeInstances(
  permit: Authorized<'study.write' | 'dlp.review'>,
  incoming: AsyncIterable<IncomingPart>,
  gateway: Gateway,
  askGuard?: AskGuard,
): Promise<readonly StoreOutcome[]> {
  const arrived: (ReceivedInstance | RefusedInstance)[] = [];
  const room: Room = { bytesLeft: maxHeldHeaderBytes };
  try {
    for await (const part of incoming) {
      arrived.push(await withinRoom(room, await receivePart(permit, part, { gateway, askGuard })));
    }
    return await keepInstances(permit, arrived, gateway);
  } finally {
    await inParallel(arrived, async (instance) => instance.kind === 'received' && instance.draft.discard());
  }
}

async function receivePart(
  permit: Authorized<'study.write' | 'dlp.review'>,
  part: IncomingPart,
  { gateway, askGuard }: { readonly gateway: Gateway; readonly askGuard: AskGuard | undefined },
): Promise<ReceivedInstance | RefusedInstance> {
  if (part.kind === 'refused') return part.outcome;
  if (part.kind === 'instance') return receiveInstance(permit, part, gateway, askGuard);
  const comment = 'The part is not application/dicom.';
  return { kind: 'refused', refusal: { reason: failureReasons.notDicomPart, comment } };
}

/** Ample for ten thousand images of 25 kB of header each. */
const maxHeldHeaderBytes = 256 * 1024 * 1024;

interface Room {
  bytesLeft: number;
}

/** Headers are held until the whole body has come: what would not fit beside the others is refused. */
async function withinRoom(
  room: Room,
  instance: ReceivedInstance | RefusedInstance,
): Promise<ReceivedInstance | RefusedInstance> {
  if (instance.kind === 'refused') return instance;
  const { header, sidecar, draft } = instance;
  const headerBytes = headerBytesOf(sidecar);
  if (headerBytes > room.bytesLeft) {
    await draft.discard();
    return { kind: 'refused', refusal: noRoom, named: { key: header.key, sopClassUid: header.sopClassUid } };
  }
  room.bytesLeft -= headerBytes;
  return instance;
}

const noRoom = {
  reason: failureReasons.outOfResources,
  comment: 'The request holds more header data than can be held at once; send this instance in another.',
};
