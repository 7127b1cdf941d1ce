import type { Representation } from '../dicomweb/accept.ts';
import { multipartByteLength, newBoundary, type OutgoingPart, writeMultipart } from '../dicomweb/multipart-writer.ts';
import { joinedBytes } from './joined-bytes.ts';
import { exactly, outgoingBytes } from './outgoing-bytes.ts';
import type { Retrieved } from './retrieved.ts';

/** A part whose length is known before any of it is read. */
export interface SizedPart {
  readonly headers: OutgoingPart['headers'];
  readonly byteLength: number;
}

/** `streams` gives the bytes of each part in turn. */
export type PartStreams = Iterable<AsyncIterable<Uint8Array>> | AsyncIterable<AsyncIterable<Uint8Array>>;

/** In the form that was chosen, with its length declared. */
export function sendParts(
  { form, essence }: Representation,
  parts: readonly SizedPart[],
  streams: PartStreams,
): Promise<Retrieved> {
  const [first] = parts;
  if (form === 'single' && first !== undefined) return sendAlone(first, streams);
  return sendMultipart(essence, parts, streams);
}

/** One value alone: its headers are the reply's. */
async function sendAlone({ headers, byteLength }: SizedPart, streams: PartStreams): Promise<Retrieved> {
  return {
    status: 200,
    headers: { ...headers, 'Content-Length': String(byteLength) },
    body: await outgoingBytes(exactly(byteLength, joinedBytes(streams))),
    count: 1,
  };
}

/** RFC 2387: the `type` of the whole is that of its parts. */
async function sendMultipart(essence: string, parts: readonly SizedPart[], streams: PartStreams): Promise<Retrieved> {
  const boundary = newBoundary();
  const byteLength = multipartByteLength(parts, boundary);
  return {
    status: 200,
    headers: {
      'Content-Type': `multipart/related; type="${essence}"; boundary=${boundary}`,
      'Content-Length': String(byteLength),
    },
    body: await outgoingBytes(exactly(byteLength, writeMultipart(outgoingParts(parts, streams), boundary))),
    count: parts.length,
  };
}

async function* outgoingParts(parts: readonly SizedPart[], streams: PartStreams): AsyncGenerator<OutgoingPart> {
  const remaining = parts.values();
  for await (const bytes of streams) {
    const { value: part } = remaining.next();
    if (part !== undefined) yield { headers: part.headers, bytes };
  }
}
