import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import type { BulkValue, InstanceHeader } from '../dicom/instance-header.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { parseRangeRequest } from './byte-range-request.ts';
import { instanceUrl } from './instance-url.ts';
import { joinedBytes } from './joined-bytes.ts';
import { locateInstance } from './locate.ts';
import { openStoredRange } from './open-stored-range.ts';
import { pixelRepresentations } from './pixel-representations.ts';
import { readHeader } from './read-header.ts';
import { type OpenRange, readRanges, totalBytes } from './read-ranges.ts';
import type { Retrieved } from './retrieved.ts';
import { sendFrames } from './send-frames.ts';
import { sendParts } from './send-parts.ts';
import { wireSyntaxOf } from './wire-syntax.ts';

/** PS3.18 10.4.3 for the `{bulkdataURI}` that metadata give; a single part can be had in ranges (8.5.1.1). */
export async function retrieveBulkdata(
  permit: Authorized<'study.read'>,
  target: { readonly key: InstanceKey; readonly path: string },
  request: AcceptRequest,
  { index, archive, settings }: Gateway,
): Promise<Retrieved> {
  const location = await locateInstance(permit, target.key, index);
  const header = await readHeader(permit, target.key, archive);
  const value = findValue(header, target.path);
  const url = `${instanceUrl(settings.publicBaseUrl, target.key)}/bulkdata/${target.path}`;
  const frameNumbers = framesOfCompressedPixelData(header, target.path);
  if (frameNumbers !== undefined) {
    const wanted = { location, table: header.frames, frameNumbers, urlOf: () => url };
    return sendFrames(permit, wanted, request, archive);
  }
  return sendValue(value, { url, location, open: openStoredRange(permit, location, archive) }, request);
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
}

async function sendValue(value: BulkValue, source: ValueSource, request: AcceptRequest): Promise<Retrieved> {
  const ranges = value.fragments ?? [value];
  const syntax = wireSyntaxOf(source.location.transferSyntaxUid, value.fragments !== undefined);
  const representation = chooseRepresentation(request, pixelRepresentations(syntax, ['multipart', 'single']));
  const contentType = `${representation.essence}; transfer-syntax=${syntax}`;
  const headers = { 'Content-Type': contentType, 'Content-Location': source.url };
  const [only, second] = ranges;
  if (representation.form === 'single' && only !== undefined && second === undefined) {
    return sendDivisible(only, { ...source, representation, headers }, request);
  }
  const part = { headers, byteLength: totalBytes(ranges) };
  return sendParts(representation, [part], [joinedBytes(readRanges(source.open, ranges))]);
}

interface DivisibleSource extends ValueSource {
  readonly representation: Representation;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 9110 14: the whole of a value, saying that a part can be had; or that part. */
async function sendDivisible(whole: ByteRange, source: DivisibleSource, request: AcceptRequest): Promise<Retrieved> {
  const { open, representation } = source;
  const headers = { ...source.headers, 'Accept-Ranges': 'bytes' };
  const wanted = parseRangeRequest(request.headers, whole.length);
  if (wanted === undefined) {
    return sendParts(representation, [{ headers, byteLength: whole.length }], readRanges(open, [whole]));
  }
  const contentRange = `bytes ${wanted.offset}-${wanted.offset + wanted.length - 1}/${whole.length}`;
  const part = { headers: { ...headers, 'Content-Range': contentRange }, byteLength: wanted.length };
  const streams = readRanges(open, [{ offset: whole.offset + wanted.offset, length: wanted.length }]);
  return { ...(await sendParts(representation, [part], streams)), status: 206 };
}
