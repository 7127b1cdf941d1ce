import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { apiGatewayEvent } from './api-gateway-event.ts';

const delimiter = Buffer.alloc(8);

type StreamingHandler = (event: unknown, stream: Writable, context: Context) => Promise<void>;

/** What Lambda's runtime puts into the global scope, over a real Node stream: prelude, eight zero bytes, payload. */
export const fakeAwslambda = {
  streamifyResponse: (handler: StreamingHandler) => handler,
  HttpResponseStream: {
    from(stream: Writable, prelude: object) {
      stream.write(JSON.stringify(prelude));
      stream.write(delimiter);
      return stream;
    },
  },
};

export interface StreamedAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
  /** What the runtime was told when the stream broke; it would log it. */
  readonly error?: unknown;
}

/** Ends when the invocation has ended, well or badly. */
export async function streamTo(stream: Writable, handler: unknown): Promise<void> {
  await (handler as StreamingHandler)(apiGatewayEvent(), stream, lambdaContext).catch(() => undefined);
}

/** Calls a handler as the runtime does and reads its stream as API Gateway does. */
export async function invoke(handler: unknown, event: APIGatewayProxyEvent): Promise<StreamedAnswer> {
  const stream = new PassThrough();
  const received: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => received.push(chunk));
  const closed = once(stream, 'close').catch(() => undefined);
  const failure = await (handler as StreamingHandler)(event, stream, lambdaContext).then(
    () => ({}),
    (error: unknown) => ({ error }),
  );
  if ('error' in failure) stream.destroy();
  await closed;
  return { ...answerOf(Buffer.concat(received)), ...failure };
}

function answerOf(bytes: Buffer): Pick<StreamedAnswer, 'statusCode' | 'headers' | 'payload'> {
  const end = bytes.indexOf(delimiter);
  const prelude = JSON.parse(bytes.subarray(0, end).toString());
  return { ...prelude, payload: bytes.subarray(end + delimiter.length) };
}

const lambdaContext = { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 } as unknown as Context;
