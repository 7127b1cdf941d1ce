import type { ByteRange } from '../dicom/byte-range.ts';
import type { AcceptRequest } from '../dicomweb/accept.ts';
import { isKnownToClient, validatorHeaders } from '../dicomweb/etag.ts';
import { parseRangeRequest } from './byte-range-request.ts';
import { exactly, outgoingBytes } from './outgoing-bytes.ts';
import type { Retrieved } from './retrieved.ts';

/** One instance, frame or value, whose length is known before any of it is read. */
export interface ValueToSend {
  /** Of the reply: there is no part that could carry them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly byteLength: number;
  /** Reads a window of it; offsets count from its first byte. */
  readonly read: (window: ByteRange) => AsyncIterable<Uint8Array>;
}

/** A single part, whole or in one range (RFC 9110 14). Who has it already (304) has no use for a part. */
export function sendAlone({ etag, byteLength, read, ...value }: ValueToSend, { headers }: AcceptRequest): Retrieved {
  const wanted = isKnownToClient(headers, etag) ? undefined : parseRangeRequest(headers, { byteLength, etag });
  const window = wanted ?? { offset: 0, length: byteLength };
  const contentRange = `bytes ${window.offset}-${window.offset + window.length - 1}/${byteLength}`;
  return {
    status: wanted === undefined ? 200 : 206,
    headers: {
      ...value.headers,
      'Content-Length': String(window.length),
      'Accept-Ranges': 'bytes',
      ...(wanted && { 'Content-Range': contentRange }),
      ...validatorHeaders(etag),
    },
    open: () => outgoingBytes(exactly(window.length, read(window))),
    count: 1,
  };
}
