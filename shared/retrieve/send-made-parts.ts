import type { Representation } from '../dicomweb/accept.ts';
import { validatorHeaders } from '../dicomweb/etag.ts';
import { boundaryOf, type OutgoingPart, writeMultipart } from '../dicomweb/multipart-writer.ts';
import { outgoingBytes } from './outgoing-bytes.ts';
import type { Retrieved } from './retrieved.ts';

export interface MadeParts {
  readonly form: Representation['form'];
  readonly essence: string;
  readonly etag: string;
  readonly count: number;
  /** Of the first part, which are the reply's where it is the only one. */
  readonly firstHeaders: Readonly<Record<string, string>>;
  readonly parts: () => AsyncGenerator<OutgoingPart>;
}

/**
 * Parts that are made while they are sent, so that nobody knows their length before. What fails in the first megabyte fails
 * with a status; what fails later breaks the answer off.
 */
export function sendMadeParts({ form, essence, etag, count, firstHeaders, parts }: MadeParts): Retrieved {
  const boundary = boundaryOf(etag);
  const headers =
    form === 'single' ? firstHeaders : { 'Content-Type': `multipart/related; type="${essence}"; boundary=${boundary}` };
  return {
    status: 200,
    headers: { ...headers, ...validatorHeaders(etag) },
    open: () => outgoingBytes(form === 'single' ? bytesOf(parts()) : writeMultipart(parts(), boundary)),
    count,
  };
}

async function* bytesOf(parts: AsyncGenerator<OutgoingPart>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of parts) yield* bytes;
}
