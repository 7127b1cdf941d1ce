import { GatewayError } from '../errors.ts';
import { type MediaType, parseMediaType } from './media-type.ts';

export interface PartHeaders {
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** `undefined` where the part does not say. */
  readonly contentType: MediaType | undefined;
}

const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const valuePattern = /^[\t\x20-\x7e]*$/;
const plainEncodings = new Set(['binary', '8bit', '7bit']);

/** RFC 2045 2–6, without the parts that only serve confusion: folded lines, doubled names, encoded or nested bodies. */
export function parsePartHeaders(block: string, maxHeaders: number): PartHeaders {
  const lines = block === '' ? [] : block.split('\r\n', maxHeaders + 1);
  if (lines.length > maxHeaders) throw invalid(`A part has more than ${maxHeaders} headers.`);
  const headers = new Map<string, string>();
  for (const line of lines) addHeader(headers, line);
  refuseEncodedBody(headers);
  return { headers, contentType: contentTypeOf(headers) };
}

function addHeader(headers: Map<string, string>, line: string): void {
  if (line.startsWith(' ') || line.startsWith('\t')) throw invalid('A part header is folded; write it on one line.');
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
  const value = line.slice(colon + 1).trim();
  if (!tokenPattern.test(name)) throw invalid('A part header is not of the form "Name: value".');
  if (!valuePattern.test(value)) throw invalid('A part header holds characters other than visible ASCII.');
  if (headers.has(name)) throw invalid('A part has the same header twice.');
  headers.set(name, value);
}

function refuseEncodedBody(headers: ReadonlyMap<string, string>): void {
  const encoding = headers.get('content-transfer-encoding');
  if (encoding === undefined || plainEncodings.has(encoding.toLowerCase())) return;
  throw invalid('A part has a Content-Transfer-Encoding; send the bytes as they are (binary).');
}

function contentTypeOf(headers: ReadonlyMap<string, string>): MediaType | undefined {
  const text = headers.get('content-type');
  if (text === undefined) return undefined;
  const contentType = parseMediaType(text);
  if (contentType === undefined) throw invalid('The Content-Type of a part is not a media type.');
  if (contentType.essence.startsWith('multipart/'))
    throw invalid('A part is itself multipart; send its parts directly.');
  return contentType;
}

const invalid = (message: string) => new GatewayError('multipart-invalid', message);
