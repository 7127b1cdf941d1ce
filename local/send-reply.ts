import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../lambdas/edge/gateway-request.ts';

const lingerMs = 2_000;

/** Writes a reply as fast as the client reads it, and closes its source when the client leaves. */
export async function sendReply(reply: Reply, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const closing = request.complete || hasNoBody(request) ? {} : { Connection: 'close' };
  const { body = '' } = reply;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const length = reply.status === 204 || reply.status === 304 ? {} : { 'Content-Length': Buffer.byteLength(body) };
    response.writeHead(reply.status, { ...reply.headers, ...length, ...closing });
    response.end(body);
  } else {
    response.writeHead(reply.status, { ...reply.headers, ...closing });
    await pump(body, response);
  }
  if (!request.complete) readOff(request);
}

function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
}

/** A client that is still sending would not see an early refusal if we hung up at once (RFC 9112 9.6). */
function readOff(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once('close', () => clearTimeout(timer));
}

/** The head waits for the first chunk, so that both leave in one piece. */
async function pump(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  response.cork();
  process.nextTick(() => response.uncork());
  for await (const chunk of body) {
    if (response.destroyed) return;
    if (!response.write(chunk, () => release(chunk))) await drained(response);
  }
  response.end();
}

const worthReleasingBytes = 64 * 1024;

/** A chunk is the host's own once it was yielded. Large ones weigh on the garbage collector, so they go when written. */
function release({ buffer, byteLength }: Uint8Array): void {
  const isWhole = byteLength === buffer.byteLength && buffer instanceof ArrayBuffer;
  if (isWhole && byteLength >= worthReleasingBytes) buffer.transfer(0);
}

async function drained(response: ServerResponse): Promise<void> {
  const left = new AbortController();
  const signal = left.signal;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() =>
    left.abort(),
  );
}
