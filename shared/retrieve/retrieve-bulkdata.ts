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
import { numberOfFrames } from './locate-frame.ts';
import { openStoredRange } from './open-stored-range.ts';
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
  if (isCompressedPixelData(header, target.path)) {
    return sendFrames(
      permit,
      { location, table: header.frames, frameNumbers: allFrames(header), urlOf: () => url },
      request,
      archive,
    );
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
function isCompressedPixelData({ frames }: InstanceHeader, path: string): boolean {
  return path === '7FE00010' && frames?.kind === 'encapsulated';
}

function allFrames({ frames }: InstanceHeader): readonly number[] {
  return Array.from({ length: numberOfFrames(frames) }, (_, position) => position + 1);
}

interface ValueSource {
  readonly url: string;
  readonly location: InstanceLocation;
  readonly open: OpenRange;
}

const essence = 'application/octet-stream';

async function sendValue(value: BulkValue, source: ValueSource, request: AcceptRequest): Promise<Retrieved> {
  const syntax = wireSyntaxOf(source.location.transferSyntaxUid, value.fragments !== undefined);
  const representation = chooseRepresentation(request, representationsOf(syntax));
  const headers = { 'Content-Type': `${essence}; transfer-syntax=${syntax}`, 'Content-Location': source.url };
  const ranges = value.fragments ?? [value];
  const byteLength = totalBytes(ranges);
  const isDivisible = representation.form === 'single' && value.fragments === undefined;
  const part = isDivisible ? parseRangeRequest(request.headers, byteLength) : undefined;
  if (part !== undefined) return sendPartOf(value, part, { headers, open: source.open });
  return sendParts(representation, [{ headers, byteLength }], [joinedBytes(readRanges(source.open, ranges))]);
}

async function sendPartOf(
  { offset, length: wholeLength }: BulkValue,
  part: ByteRange,
  { headers, open }: { readonly headers: Readonly<Record<string, string>>; readonly open: OpenRange },
): Promise<Retrieved> {
  const contentRange = `bytes ${part.offset}-${part.offset + part.length - 1}/${wholeLength}`;
  const sized = { headers: { ...headers, 'Content-Range': contentRange }, byteLength: part.length };
  const streams = readRanges(open, [{ offset: offset + part.offset, length: part.length }]);
  const single = { essence, form: 'single', transferSyntaxUids: [] } as const;
  return { ...(await sendParts(single, [sized], streams)), status: 206 };
}

function representationsOf(transferSyntaxUid: string): Representation[] {
  const transferSyntaxUids = [transferSyntaxUid];
  return (['multipart', 'single'] as const).map((form) => ({ essence, form, transferSyntaxUids }));
}
