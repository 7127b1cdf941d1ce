import type { Authorized } from '../access/authorize.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import type { Gateway } from '../gateway.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { instanceUrl } from './instance-url.ts';
import { locateInstances, type RetrieveTarget } from './locate.ts';
import { readLocated } from './read-located.ts';
import type { Retrieved } from './retrieved.ts';
import { type SizedPart, sendParts } from './send-parts.ts';

/** PS3.18 10.4.3, as stored: the bytes of the archive go through, one instance after the other. */
export async function retrieveInstances(
  permit: Authorized<'study.read'>,
  target: RetrieveTarget,
  accept: AcceptRequest,
  { index, archive, settings }: Gateway,
): Promise<Retrieved> {
  const locations = await locateInstances(permit, target, index);
  const representation = chooseRepresentation(accept, representationsOf(locations));
  const parts = locations.map((location) => partOf(location, settings.publicBaseUrl));
  return sendParts(representation, parts, instanceStreams(permit, locations, archive));
}

const essence = 'application/dicom';

/** PS3.18 Table 10.4.1-2: a single part can only answer for a single instance. */
function representationsOf(locations: readonly InstanceLocation[]): Representation[] {
  const transferSyntaxUids = [...new Set(locations.map(({ transferSyntaxUid }) => transferSyntaxUid))];
  const multipart = { essence, form: 'multipart', transferSyntaxUids } as const;
  return locations.length === 1 ? [multipart, { ...multipart, form: 'single' }] : [multipart];
}

function partOf({ key, transferSyntaxUid, byteLength }: InstanceLocation, publicBaseUrl: string): SizedPart {
  const headers = {
    'Content-Type': `${essence}; transfer-syntax=${transferSyntaxUid}`,
    'Content-Location': instanceUrl(publicBaseUrl, key),
  };
  return { headers, byteLength };
}

async function* instanceStreams(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  archive: ImageArchive,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  for (const { key } of locations) yield (await readLocated(permit, archive, { key })).bytes;
}
