import { validatorHeaders } from '../dicomweb/etag.ts';
import { boundaryOf, multipartByteLength, type OutgoingPart, writeMultipart } from '../dicomweb/multipart-writer.ts';
import { exactly, outgoingBytes } from './outgoing-bytes.ts';
import type { Retrieved } from './retrieved.ts';

/** A part whose length is known before any of it is read. */
export interface SizedPart {
  readonly headers: OutgoingPart['headers'];
  readonly byteLength: number;
}

export interface PartsToSend {
  readonly essence: string;
  readonly etag: string;
  readonly parts: readonly SizedPart[];
  /** Gives the bytes of each part in turn. */
  readonly streams: Iterable<AsyncIterable<Uint8Array>> | AsyncIterable<AsyncIterable<Uint8Array>>;
}

/** RFC 2387: the `type` of the whole is that of its parts. Its length is declared. */
export function sendMultipart({ essence, etag, parts, streams }: PartsToSend): Retrieved {
  const boundary = boundaryOf(etag);
  const byteLength = multipartByteLength(parts, boundary);
  return {
    status: 200,
    headers: {
      'Content-Type': `multipart/related; type="${essence}"; boundary=${boundary}`,
      'Content-Length': String(byteLength),
      ...validatorHeaders(etag),
    },
    open: () => outgoingBytes(exactly(byteLength, writeMultipart(outgoingParts(parts, streams), boundary))),
    count: parts.length,
  };
}

async function* outgoingParts(
  parts: readonly SizedPart[],
  streams: PartsToSend['streams'],
): AsyncGenerator<OutgoingPart> {
  const remaining = parts.values();
  for await (const bytes of streams) {
    const { value: part } = remaining.next();
    if (part !== undefined) yield { headers: part.headers, bytes };
  }
}
