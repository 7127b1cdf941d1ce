import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../lambdas/edge/gateway-request.ts';
import { releaseChunk } from '../shared/release-chunk.ts';

const lingerMs = 2_000;
const stalledMs = 60_000;

/**
 * Writes a reply as fast as the client reads it, and closes its source when the client leaves. One that takes no byte for
 * a minute has left too: its token ends, but what it holds open (a file, a megabyte of chunks) would not.
 */
export async function sendReply(reply: Reply, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isRead = request.complete || hasNoBody(request);
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(request.method === 'HEAD' ? {} : lengthOf(reply)),
    ...(isRead ? {} : { Connection: 'close' }),
  });
  request.socket.setTimeout(stalledMs);
  const { body = '' } = reply;
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  if (!isWhole) await pump(body, response);
  else if (!isRead) response.write(body);
  if (!isRead) await readOff(request);
  response.end(isWhole && isRead ? body : undefined);
}

function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
}

function lengthOf({ status, body = '' }: Reply): { readonly 'Content-Length'?: number } {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  return isWhole && status !== 204 && status !== 304 ? { 'Content-Length': Buffer.byteLength(body) } : {};
}

/**
 * A client that is still sending would not see an early refusal if we hung up at once (RFC 9112 9.6), and Node hangs up
 * as soon as the response has ended.
 */
function readOff(request: IncomingMessage): Promise<void> {
  if (request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, lingerMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.once('end', done).once('close', done).resume();
  });
}

/** The head waits for the first chunk, so that both leave in one piece. A chunk is the host's own once it was yielded. */
async function pump(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  const uncork = corked(response);
  process.nextTick(uncork);
  try {
    await write(body, response);
  } finally {
    uncork();
  }
}

/** A body without length that is over before the next tick has to be let go here: `end` would leave its chunks behind. */
function corked(response: ServerResponse): () => void {
  let isCorked = true;
  response.cork();
  return () => {
    if (isCorked) response.uncork();
    isCorked = false;
  };
}

async function write(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  for await (const chunk of body) {
    if (response.destroyed) return;
    if (!response.write(chunk, () => releaseChunk(chunk))) await drained(response);
  }
}

async function drained(response: ServerResponse): Promise<void> {
  const left = new AbortController();
  const signal = left.signal;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() =>
    left.abort(),
  );
}
