import { authorize } from '../../shared/access/authorize.ts';
import { chooseRepresentation, type Representation } from '../../shared/dicomweb/accept.ts';
import { etagOf, isKnownToClient, notModified, validatorHeaders } from '../../shared/dicomweb/etag.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import { capabilitiesJson } from './capabilities-json.ts';
import { capabilitiesWadl } from './capabilities-wadl.ts';

export const capabilitiesDoor = (gateway: Gateway): Door => door(gateway, retrieveCapabilities);

/** PS3.18 8.9: a client can ask what there is, and the answer is the route table itself. */
const retrieveCapabilities: VerbHandler = async (gateway, request, caller) => {
  authorize(caller, 'study.search');
  const { essence } = chooseRepresentation(request, [json, wadl]);
  const write = essence === wadl.essence ? capabilitiesWadl : capabilitiesJson;
  const body = write(gateway.settings.publicBaseUrl);
  const etag = etagOf([essence, body]);
  const headers = { 'Content-Type': essence, ...validatorHeaders(etag) };
  return isKnownToClient(request.headers, etag) ? notModified(headers) : { status: 200, headers, body };
};

const single = (essence: string): Representation => ({ essence, form: 'single', transferSyntaxUids: [] });
const json = single('application/json');
const wadl = single('application/vnd.sun.wadl+xml');
