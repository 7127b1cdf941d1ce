import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import { type AcceptRequest, chooseAtOnce, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import type { Gateway } from '../gateway.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { bulkRepresentations } from './bulk-kind.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import { chooseForEach } from './instance-choices.ts';
import { instanceUrl } from './instance-url.ts';
import { locateInstances, type RetrieveTarget } from './locate.ts';
import { readLocated } from './read-located.ts';
import type { Retrieved } from './retrieved.ts';
import { sendAlone } from './send-alone.ts';
import { sendBulk } from './send-bulk.ts';
import { type SizedPart, sendMultipart } from './send-multipart.ts';
import { sendTranscodedInstances } from './send-transcoded-instances.ts';
import { sendZip, zipNameOf, zipRepresentation } from './send-zip.ts';

/**
 * PS3.18 10.4.3, as stored: the bytes of the archive go through, one instance after the other; another transfer syntax that
 * is named is made on request. As octet-stream, which the
 * standard requires too, an instance is its bulk data; a study or a series can be had as one file, too.
 */
export async function retrieveInstances(
  permit: Authorized<'study.read'>,
  target: RetrieveTarget,
  request: AcceptRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const locations = await locateInstances(permit, target, gateway.index);
  const asZip = target.sopInstanceUid === undefined ? [zipRepresentation(locations)] : [];
  const asBulk = bulkRepresentations('bulkdata', locations);
  const offered: Representation[] = [...representationsOf(locations), ...asBulk, ...asZip];
  const atOnce = chooseAtOnce(request, offered);
  if (atOnce === undefined) {
    const found = await chooseForEach(permit, locations, request, gateway.archive);
    if (found.kind === 'chosen' && found.choices.some(({ representation }) => representation.isTranscoded)) {
      return sendTranscodedInstances(permit, found.choices, gateway);
    }
    if (found.kind === 'none') offered.push(...found.offered);
  }
  const representation = atOnce ?? chooseRepresentation(request, offered);
  const wanted = { locations, representation };
  if (asZip.includes(representation)) return sendZip(permit, { ...wanted, name: zipNameOf(target) }, gateway);
  if (asBulk.includes(representation)) return sendBulk(permit, { ...wanted, kind: 'bulkdata' }, gateway);
  return sendInstances(permit, wanted, request, gateway);
}

interface WantedInstances {
  readonly locations: readonly InstanceLocation[];
  readonly representation: Representation;
}

function sendInstances(
  permit: Authorized<'study.read'>,
  { locations, representation }: WantedInstances,
  request: AcceptRequest,
  { archive, settings: { publicBaseUrl } }: Gateway,
): Retrieved {
  const etag = etagOfInstances(locations, { representation, publicBaseUrl });
  const parts = locations.map((location) => partOf(location, publicBaseUrl));
  const [first] = locations;
  const [alone] = parts;
  if (representation.form === 'single' && first !== undefined && alone !== undefined) {
    return sendAlone({ ...alone, etag, read: (window) => instanceWindow(permit, first, { archive, window }) }, request);
  }
  return sendMultipart({ essence, etag, parts, streams: instanceStreams(permit, locations, archive) });
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

async function* instanceWindow(
  permit: Authorized<'study.read'>,
  { key, byteLength }: InstanceLocation,
  { archive, window }: { readonly archive: ImageArchive; readonly window: ByteRange },
): AsyncGenerator<Uint8Array> {
  const isWhole = window.length === byteLength;
  yield* (await readLocated(permit, archive, isWhole ? { key } : { key, range: window })).bytes;
}
