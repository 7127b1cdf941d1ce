import { authorize } from '../../shared/access/authorize.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { type RenderTarget, retrieveRendered } from '../../shared/render/retrieve-rendered.ts';
import { retrieveThumbnail } from '../../shared/render/retrieve-thumbnail.ts';
import type { Retrieved } from '../../shared/retrieve/retrieved.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import type { GatewayRequest } from '../edge/gateway-request.ts';
import { sendRetrieved } from '../edge/send-retrieved.ts';
import { wadoUriPath } from '../routes.ts';
import { wadoUri } from './wado-uri-handler.ts';

export const renderDoor = (gateway: Gateway): Door => door(gateway, render);

/** PS3.18 10.4.1.1.3 and 10.4.1.1.4: what people look at, made from what is stored. */
export const render: VerbHandler = async (gateway, request, caller) => {
  if (request.route.path === wadoUriPath) return wadoUri(gateway, request, caller);
  const target = targetOf(request.pathParameters);
  const { frameList: _frameList, ...uids } = target;
  return sendRetrieved(await renderedResource(target, { request, caller }, gateway), request, uids);
};

function renderedResource(
  target: RenderTarget,
  { request, caller }: { readonly request: GatewayRequest; readonly caller: Caller },
  gateway: Gateway,
): Promise<Retrieved> {
  const { studyUid } = target;
  if (!request.route.path.endsWith('/thumbnail')) {
    return retrieveRendered(authorize(caller, 'study.read', { studyUid }), target, request, gateway);
  }
  const permit = authorize(caller, 'study.thumbnail', { studyUid });
  const { headers, query } = request;
  const maySeeIdentified = caller.actions.has('study.read');
  return retrieveThumbnail(permit, target, { headers, query, maySeeIdentified }, gateway);
}

function targetOf({ study, series, instance, frames }: GatewayRequest['pathParameters']): RenderTarget {
  return {
    studyUid: parseUidPath(study),
    ...(series === undefined ? {} : { seriesUid: parseUidPath(series) }),
    ...(instance === undefined ? {} : { sopInstanceUid: parseUidPath(instance) }),
    ...(frames === undefined ? {} : { frameList: frames }),
  };
}
