import type { Authorized } from '../access/authorize.ts';
import { type AcceptRequest, chooseRepresentation } from '../dicomweb/accept.ts';
import type { Gateway } from '../gateway.ts';
import { type BulkKind, bulkRepresentations } from './bulk-kind.ts';
import { locateInstances, type RetrieveTarget } from './locate.ts';
import type { Retrieved } from './retrieved.ts';
import { sendBulk } from './send-bulk.ts';

/** PS3.18 10.4.3 for `…/bulkdata` and `…/pixeldata` of a study, a series or an instance. */
export async function retrieveBulkOfMany(
  permit: Authorized<'study.read'>,
  { target, kind }: { readonly target: RetrieveTarget; readonly kind: BulkKind },
  request: AcceptRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const locations = await locateInstances(permit, target, gateway.index);
  const representation = chooseRepresentation(request, bulkRepresentations(kind, locations));
  return sendBulk(permit, { locations, kind, representation }, gateway);
}
