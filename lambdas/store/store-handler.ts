import { authorize } from '../../shared/access/authorize.ts';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { storeInstances } from '../../shared/store/store-instances.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import { incomingParts } from './incoming-parts.ts';
import { storeReply } from './store-reply.ts';

export const storeDoor = (gateway: Gateway): Door => door(gateway, store);

/** PS3.18 10.5: `POST /studies` takes instances of any study, `POST /studies/{study}` those of one. */
const store: VerbHandler = async (gateway, request, caller) => {
  const { study } = request.pathParameters;
  const permit = authorize(caller, 'study.write', study === undefined ? {} : { studyUid: parseUidPath(study) });
  const outcomes = await storeInstances(permit, incomingParts(request, permit, gateway), gateway);
  return storeReply(outcomes, `${gateway.settings.publicBaseUrl}/dicomweb`, request);
};
