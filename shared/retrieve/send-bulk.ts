import type { Authorized } from '../access/authorize.ts';
import type { Representation } from '../dicomweb/accept.ts';
import type { OutgoingPart } from '../dicomweb/multipart-writer.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { type BulkKind, hasPixels, isOfKind } from './bulk-kind.ts';
import { bulkPartsOf } from './bulk-parts.ts';
import { groupedPieces } from './grouped-pieces.ts';
import { instanceUrl } from './instance-url.ts';
import { maxGapIn, openStoredRange } from './open-stored-range.ts';
import { readHeader } from './read-header.ts';
import { readHeaders } from './read-headers.ts';
import type { Retrieved } from './retrieved.ts';
import { sendOpenMultipart } from './send-open-multipart.ts';

export interface WantedBulk {
  readonly locations: readonly InstanceLocation[];
  readonly kind: BulkKind;
  readonly representation: Representation;
}

/** All bulk values, or all pixel data, of some instances, as their sidecars tell of them one after the other. */
export async function sendBulk(
  permit: Authorized<'study.read'>,
  wanted: WantedBulk,
  gateway: Gateway,
): Promise<Retrieved> {
  const { locations, kind, representation } = wanted;
  if (!(await hasAny(permit, wanted, gateway))) throw nothingThere(kind);
  const { publicBaseUrl } = gateway.settings;
  const parts = bulkParts(permit, wanted, gateway);
  return sendOpenMultipart(locations, { representation, publicBaseUrl, part: kind }, parts);
}

/** The index knows of frames; where there are none, headers are looked at until one has such a value. */
async function hasAny(
  permit: Authorized<'study.read'>,
  { locations, kind }: WantedBulk,
  { archive }: Gateway,
): Promise<boolean> {
  if (locations.some(hasPixels)) return true;
  for (const { key } of locations) {
    const { bulk } = await readHeader(permit, key, archive);
    if (Object.keys(bulk).some((path) => isOfKind(kind, path))) return true;
  }
  return false;
}

function nothingThere(kind: BulkKind): GatewayError {
  const what = kind === 'pixeldata' ? 'pixel data' : 'value that metadata point to';
  return new GatewayError('bulkdata-not-found', `There is no ${what} here.`);
}

async function* bulkParts(
  permit: Authorized<'study.read'>,
  { locations, kind, representation: { essence } }: WantedBulk,
  { archive, settings }: Gateway,
): AsyncGenerator<OutgoingPart> {
  for await (const { location, header } of readHeaders(permit, locations, archive)) {
    const url = instanceUrl(settings.publicBaseUrl, location.key);
    const parts = bulkPartsOf(header, { kind, essence, url });
    const remaining = parts.values();
    const open = openStoredRange(permit, location, archive);
    const groups = parts.map(({ ranges }) => ranges);
    for await (const bytes of groupedPieces(open, groups, maxGapIn(location))) {
      yield { headers: remaining.next().value?.headers ?? {}, bytes };
    }
  }
}
