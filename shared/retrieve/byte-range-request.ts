import type { ByteRange } from '../dicom/byte-range.ts';
import { GatewayError } from '../errors.ts';

const rangePattern = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i;

/**
 * RFC 9110 14.2: the one range that is asked for; `undefined` for the whole, and for what is no range of bytes, which is
 * to be ignored. With `If-Range` the client holds a validator that we never gave out, so it gets the whole.
 */
export function parseRangeRequest(
  headers: Readonly<Record<string, string | undefined>>,
  byteLength: number,
): ByteRange | undefined {
  const { range } = headers;
  if (range === undefined || headers['if-range'] !== undefined) return undefined;
  if (/^bytes=.*,/i.test(range)) throw unsatisfiable('Ask for one range of bytes at a time.', byteLength);
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

function unsatisfiable(message: string, byteLength: number): GatewayError {
  return new GatewayError('range-not-satisfiable', message, { headers: { 'Content-Range': `bytes */${byteLength}` } });
}
