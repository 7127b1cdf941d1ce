import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import type { BulkValue, InstanceHeader } from '../dicom/instance-header.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { type AcceptRequest, chooseRepresentation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import { instanceUrl } from './instance-url.ts';
import { joinedBytes } from './joined-bytes.ts';
import { locateInstance } from './locate.ts';
import { openStoredRange } from './open-stored-range.ts';
import { pixelRepresentations } from './pixel-representations.ts';
import { readHeader } from './read-header.ts';
import { type OpenRange, readRanges, totalBytes } from './read-ranges.ts';
import type { Retrieved } from './retrieved.ts';
import { sendAlone } from './send-alone.ts';
import { sendFrames } from './send-frames.ts';
import { sendMultipart } from './send-multipart.ts';
import { windowOf } from './window-of.ts';
import { wireSyntaxOf } from './wire-syntax.ts';

/** PS3.18 10.4.3 for the `{bulkdataURI}` that metadata give; a single part can be had in ranges (8.5.1.1). */
export async function retrieveBulkdata(
  permit: Authorized<'study.read'>,
  target: { readonly key: InstanceKey; readonly path: string },
  request: AcceptRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const { index, archive, settings } = gateway;
  const { publicBaseUrl } = settings;
  const location = await locateInstance(permit, target.key, index);
  const header = await readHeader(permit, target.key, archive);
  const value = findValue(header, target.path);
  const url = `${instanceUrl(publicBaseUrl, target.key)}/bulkdata/${target.path}`;
  const frameNumbers = framesOfCompressedPixelData(header, target.path);
  if (frameNumbers !== undefined) {
    const wanted = { location, table: header.frames, frameNumbers, urlOf: () => url, publicBaseUrl };
    return sendFrames(permit, wanted, request, gateway);
  }
  const open = openStoredRange(permit, location, archive);
  return sendValue(value, { url, location, open, part: target.path, publicBaseUrl }, request);
}

function findValue({ bulk }: InstanceHeader, path: string): BulkValue {
  const value = Object.hasOwn(bulk, path) ? bulk[path] : undefined;
  if (value !== undefined) return value;
  throw new GatewayError(
    'bulkdata-not-found',
    'This instance has no such bulk data; take the BulkDataURI from its metadata.',
  );
}

/** PS3.18 8.7.3.3: of compressed pixel data each frame is a part. */
function framesOfCompressedPixelData({ frames }: InstanceHeader, path: string): readonly number[] | undefined {
  if (path !== '7FE00010' || frames?.kind !== 'encapsulated') return undefined;
  return frames.frames.map((_, position) => position + 1);
}

interface ValueSource {
  readonly url: string;
  readonly location: InstanceLocation;
  readonly open: OpenRange;
  readonly part: string;
  readonly publicBaseUrl: string;
}

function sendValue(value: BulkValue, source: ValueSource, request: AcceptRequest): Retrieved {
  const { location, open, part, publicBaseUrl } = source;
  const ranges = value.fragments ?? [value];
  const syntax = wireSyntaxOf(location.transferSyntaxUid, value.fragments !== undefined);
  const representation = chooseRepresentation(request, pixelRepresentations(syntax, ['multipart', 'single']));
  const etag = etagOfInstances([location], { representation, publicBaseUrl, part });
  const { essence } = representation;
  const headers = { 'Content-Type': `${essence}; transfer-syntax=${syntax}`, 'Content-Location': source.url };
  const byteLength = totalBytes(ranges);
  const read = (window: ByteRange) => joinedBytes(readRanges(open, windowOf(ranges, window)));
  if (representation.form === 'single') return sendAlone({ headers, etag, byteLength, read }, request);
  const streams = [read({ offset: 0, length: byteLength })];
  return sendMultipart({ essence, etag, parts: [{ headers, byteLength }], streams });
}
