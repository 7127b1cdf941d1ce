import { GatewayError } from '../../shared/errors.ts';
import { admitReleased } from '../../shared/guard/admission.ts';
import type { ReviewedEntry } from '../../shared/ports/quarantine.ts';
import { entryDocument } from '../../shared/review/entry-document.ts';
import type { AskGuard } from '../../shared/store/receive-instance.ts';
import { storeInstances } from '../../shared/store/store-instances.ts';
import type { AuditSubject, Reply } from '../edge/gateway-request.ts';
import { jsonReply, type ReviewRequest, subjectOf } from './review-request.ts';

/**
 * What was decided is carried out: the bytes go the way of every store, with the guard overruled. The decision comes
 * first, so that no instance is let in which another reviewer rejects at that moment; what breaks off after it is
 * repaired by asking again.
 */
export async function releaseReply({ gateway, permit }: ReviewRequest, entry: ReviewedEntry): Promise<Reply> {
  const overruled: AskGuard = (guard, evidence, sha256) => {
    if (sha256 !== entry.id) throw new GatewayError('release-refused', notWhatWasHeld);
    return admitReleased(permit, { guard, evidence }, sha256);
  };
  const bytes = await gateway.quarantine.readBytes(permit, entry.id);
  const [outcome] = await storeInstances(permit, oneInstance(bytes), gateway, overruled);
  if (outcome?.kind !== 'stored') throw new GatewayError('release-refused', refusalText(outcome?.refusal.comment));
  const { studyUid, seriesUid, sopInstanceUid } = entry.key;
  const retrieveUrl = `${gateway.settings.publicBaseUrl}/dicomweb/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;
  const stored: AuditSubject = { action: 'store', outcome: 'success', count: 1, studyUid };
  return jsonReply({ ...entryDocument(entry), retrieveUrl }, [subjectOf(entry, 'release'), stored]);
}

const notWhatWasHeld =
  'The bytes in the quarantine are not those that were held: somebody changed them. Nothing was stored.';

async function* oneInstance(bytes: AsyncIterable<Uint8Array>) {
  yield { kind: 'instance', bytes, partHeaders: [] } as const;
}

const refusalText = (comment = ''): string =>
  `The release was decided, and the instance was not stored. ${comment}`.trim();
