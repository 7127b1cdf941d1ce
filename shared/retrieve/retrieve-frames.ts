import type { Authorized } from '../access/authorize.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import type { AcceptRequest } from '../dicomweb/accept.ts';
import type { Gateway } from '../gateway.ts';
import { parseFrameList } from './frame-list.ts';
import { instanceUrl } from './instance-url.ts';
import { locateInstance } from './locate.ts';
import { readHeader } from './read-header.ts';
import type { Retrieved } from './retrieved.ts';
import { sendFrames } from './send-frames.ts';

/** PS3.18 10.4.3 for `…/instances/{instance}/frames/{frames}`. */
export async function retrieveFrames(
  permit: Authorized<'study.read'>,
  target: { readonly key: InstanceKey; readonly frameList: string },
  request: AcceptRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const { index, archive, settings } = gateway;
  const frameNumbers = parseFrameList(target.frameList);
  const location = await locateInstance(permit, target.key, index);
  const table =
    location.frames === 'in-sidecar' ? (await readHeader(permit, target.key, archive)).frames : location.frames;
  const { publicBaseUrl } = settings;
  const urlOf = (frameNumber: number) => `${instanceUrl(publicBaseUrl, target.key)}/frames/${frameNumber}`;
  return sendFrames(permit, { location, table, frameNumbers, urlOf, publicBaseUrl }, request, gateway);
}
