import { randomUUID } from 'node:crypto';

/** One part on its way out; its bytes are asked for when the part's turn has come. */
export interface OutgoingPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** RFC 2046 5.1.1: random, so that no payload can hold it but by chance. */
export const newBoundary = (): string => `portcullis-${randomUUID()}`;

/**
 * For an answer with a strong ETag, equal bytes each time: its boundary follows from the ETag, which is a hash of the content,
 * so that nobody can store a payload that holds the boundary it will be sent with.
 */
export const boundaryOf = (etag: string): string => `portcullis-${etag.replaceAll('"', '')}`;

/** RFC 2046 5.1: chunks go through as they are; the next is read when the last has been taken. */
export async function* writeMultipart(
  parts: Iterable<OutgoingPart> | AsyncIterable<OutgoingPart>,
  boundary: string,
): AsyncGenerator<Uint8Array> {
  for await (const { headers, bytes } of parts) {
    yield partHead(headers, boundary);
    yield* bytes;
    yield crlf;
  }
  yield closing(boundary);
}

/** How long `writeMultipart` makes a body, known before any of it is read. */
export function multipartByteLength(
  parts: Iterable<{ readonly headers: OutgoingPart['headers']; readonly byteLength: number }>,
  boundary: string,
): number {
  let total = closing(boundary).length;
  for (const { headers, byteLength } of parts) total += partHead(headers, boundary).length + byteLength + crlf.length;
  return total;
}

const crlf = Buffer.from('\r\n');

function partHead(headers: OutgoingPart['headers'], boundary: string): Buffer {
  let text = `--${boundary}\r\n`;
  for (const [name, value] of Object.entries(headers)) text += `${name}: ${value}\r\n`;
  return Buffer.from(`${text}\r\n`, 'latin1');
}

const closing = (boundary: string) => Buffer.from(`--${boundary}--\r\n`, 'latin1');
