import type { ByteRange } from '../dicom/byte-range.ts';
import { GatewayError } from '../errors.ts';

const rangePattern = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i;

/**
 * RFC 9110 14.2: the one range that is asked for; `undefined` for the whole, and for what is no range of bytes, which is
 * to be ignored. `If-Range` (13.1.5) holds it to the bytes that the client has begun with, and dates are none.
 */
export function parseRangeRequest(
  headers: Readonly<Record<string, string | undefined>>,
  { byteLength, etag }: { readonly byteLength: number; readonly etag: string },
): ByteRange | undefined {
  const { range, 'if-range': condition } = headers;
  if (range === undefined || (condition !== undefined && condition.trim() !== etag)) return undefined;
  if (/^bytes=/i.test(range) && range.includes(',')) throw severalRanges(byteLength);
  const [, first = '', last = ''] = rangePattern.exec(range) ?? [];
  if (first === '' && last === '') return undefined;
  return first === '' ? lastBytes(Number(last), byteLength) : bytesFrom(Number(first), last, byteLength);
}

function bytesFrom(offset: number, last: string, byteLength: number): ByteRange | undefined {
  const end = last === '' ? byteLength : Math.min(Number(last) + 1, byteLength);
  if (last !== '' && Number(last) < offset) return undefined;
  if (offset >= byteLength) throw unsatisfiable(`The value has ${byteLength} bytes.`, byteLength);
  return { offset, length: end - offset };
}

function lastBytes(count: number, byteLength: number): ByteRange {
  if (count === 0 || byteLength === 0) throw unsatisfiable(`The value has ${byteLength} bytes.`, byteLength);
  const length = Math.min(count, byteLength);
  return { offset: byteLength - length, length };
}

/** RFC 9110 14.2, 17.15: `multipart/byteranges` lets a short request cost many reads, so it is refused before any. */
const severalRanges = (byteLength: number) =>
  unsatisfiable('Ask for one range of bytes at a time; multipart/byteranges is not given.', byteLength);

function unsatisfiable(message: string, byteLength: number): GatewayError {
  return new GatewayError('range-not-satisfiable', message, { headers: { 'Content-Range': `bytes */${byteLength}` } });
}
