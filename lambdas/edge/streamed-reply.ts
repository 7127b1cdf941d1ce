import { Readable } from 'node:stream';
import type { Reply } from './gateway-request.ts';

/** A reply in the form that middy's streaming mode sends: a head, and a body that is a string or a stream. */
export interface StreamedReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
}

/** `broke` hears why a body ended early; the Lambda runtime, which logs what it catches, hears only that it did. */
export function streamedReply({ status, headers, body }: Reply, broke: (error: unknown) => void): StreamedReply {
  return { statusCode: status, headers, body: sendable(body, broke) };
}

function sendable(body: Reply['body'], broke: (error: unknown) => void): string | Readable {
  if (body === undefined || typeof body === 'string') return body ?? '';
  const chunks = body instanceof Uint8Array ? [body] : withoutWords(body, broke);
  return Readable.from(chunks, { objectMode: false });
}

async function* withoutWords(body: AsyncIterable<Uint8Array>, broke: (error: unknown) => void) {
  try {
    yield* body;
  } catch (error) {
    broke(error);
    throw new Error('the reply broke off');
  }
}
