import { authorize } from '../../shared/access/authorize.ts';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { statusOf, storeInstancesResponse } from '../../shared/store/receipt.ts';
import { storeInstances } from '../../shared/store/store-instances.ts';
import type { StoreOutcome } from '../../shared/store/store-outcome.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import type { Reply } from '../edge/gateway-request.ts';
import { auditSubjects } from './audit-subjects.ts';
import { incomingParts } from './incoming-parts.ts';

export const storeDoor = (gateway: Gateway): Door => door(gateway, store);

/** PS3.18 10.5: `POST /studies` takes instances of any study, `POST /studies/{study}` those of one. */
const store: VerbHandler = async (gateway, request, caller) => {
  const { study } = request.pathParameters;
  const permit = authorize(caller, 'study.write', study === undefined ? {} : { studyUid: parseUidPath(study) });
  const outcomes = await storeInstances(permit, incomingParts(request, gateway.settings), gateway);
  return storeReply(outcomes, `${gateway.settings.publicBaseUrl}/dicomweb`);
};

function storeReply(outcomes: readonly StoreOutcome[], dicomwebUrl: string): Reply {
  const response = storeInstancesResponse(outcomes, dicomwebUrl);
  return {
    status: statusOf(outcomes),
    headers: { 'Content-Type': 'application/dicom+json' },
    body: JSON.stringify(response),
    audited: auditSubjects(outcomes),
  };
}
