import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Target } from './target.ts';

export interface CallBody {
  readonly contentType: string;
  readonly byteLength: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

export interface Call {
  readonly path: string;
  readonly accept: string;
  /** With a body it is a POST. */
  readonly body?: CallBody;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Fixed work: all calls, `connections` at a time over kept connections. Resolves with milliseconds. */
export async function runLoad(target: Target, calls: readonly Call[], connections: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const queue = calls.values();
  const workOff = async () => {
    for (const call of queue) await drain(await send(target, call, agent));
  };
  try {
    await target.headers();
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: connections }, workOff));
    return performance.now() - startedAt;
  } finally {
    agent.destroy();
  }
}

/** One call with its whole answer, for whoever wants to look at it. */
export async function fetchAnswer(target: Target, call: Call): Promise<Answer> {
  const response = await send(target, call);
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

async function send(target: Target, { path, accept, body }: Call, agent?: Agent): Promise<IncomingMessage> {
  const headers = { ...(await target.headers()), accept, ...bodyHeaders(body) };
  const outgoing = request(target.dicomwebUrl + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(agent && { agent }),
  });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once('response', resolve).once('error', reject);
  if (body === undefined) outgoing.end();
  else pipeline(Readable.from(body.chunks(), { objectMode: false }), outgoing).catch(reject);
  const response = await promise;
  if (response.statusCode === 200 || response.statusCode === 204) return response;
  response.destroy();
  throw new Error(`${target.name} answers ${response.statusCode} to ${path}`);
}

function bodyHeaders(body: CallBody | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-type': body.contentType, 'content-length': String(body.byteLength) };
}

async function drain(response: IncomingMessage): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  response.once('end', resolve).once('error', reject).resume();
  await promise;
}
