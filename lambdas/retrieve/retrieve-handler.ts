import { type Authorized, authorize } from '../../shared/access/authorize.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { RetrieveTarget } from '../../shared/retrieve/locate.ts';
import { retrieveBulkOfMany } from '../../shared/retrieve/retrieve-bulk-of-many.ts';
import { retrieveBulkdata } from '../../shared/retrieve/retrieve-bulkdata.ts';
import { retrieveFrames } from '../../shared/retrieve/retrieve-frames.ts';
import { retrieveInstances } from '../../shared/retrieve/retrieve-instances.ts';
import { retrieveMetadata } from '../../shared/retrieve/retrieve-metadata.ts';
import type { Retrieved } from '../../shared/retrieve/retrieved.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import type { GatewayRequest } from '../edge/gateway-request.ts';
import { sendRetrieved } from '../edge/send-retrieved.ts';

export const retrieveDoor = (gateway: Gateway): Door => door(gateway, retrieve);

/** PS3.18 10.4: WADO-RS. Whoever asks by HEAD, or has the answer already, costs no read of the archive. */
export const retrieve: VerbHandler = async (gateway, request, caller) => {
  const target = targetOf(request.pathParameters);
  const permit = authorize(caller, 'study.read', { studyUid: target.studyUid });
  const retrieved = await retrieveResource(permit, target, rangesOnlyForGet(request), gateway);
  return sendRetrieved(retrieved, request, target);
};

/** RFC 9110 14.2. */
function rangesOnlyForGet(request: GatewayRequest): GatewayRequest {
  if (request.route.method === 'GET') return request;
  return { ...request, headers: { ...request.headers, range: undefined } };
}

function targetOf({ study, series, instance }: GatewayRequest['pathParameters']): RetrieveTarget {
  return {
    studyUid: parseUidPath(study),
    ...(series === undefined ? {} : { seriesUid: parseUidPath(series) }),
    ...(instance === undefined ? {} : { sopInstanceUid: parseUidPath(instance) }),
  };
}

function retrieveResource(
  permit: Authorized<'study.read'>,
  target: RetrieveTarget,
  request: GatewayRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const { frames, bulkdata } = request.pathParameters;
  const ending = request.route.path.slice(request.route.path.lastIndexOf('/') + 1);
  if (ending === 'metadata') return retrieveMetadata(permit, target, request, gateway);
  if (ending === 'bulkdata' || ending === 'pixeldata') {
    return retrieveBulkOfMany(permit, { target, kind: ending }, request, gateway);
  }
  if (frames !== undefined) {
    return retrieveFrames(permit, { key: keyOf(request), frameList: frames }, request, gateway);
  }
  if (bulkdata !== undefined)
    return retrieveBulkdata(permit, { key: keyOf(request), path: bulkdata }, request, gateway);
  return retrieveInstances(permit, target, request, gateway);
}

function keyOf({ pathParameters: { study, series, instance } }: GatewayRequest): InstanceKey {
  return {
    studyUid: parseUidPath(study),
    seriesUid: parseUidPath(series),
    sopInstanceUid: parseUidPath(instance),
  };
}
