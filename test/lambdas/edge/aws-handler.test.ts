import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { awsHandler, type ClosedGateway } from '../../../lambdas/edge/aws-handler.ts';
import type { Door } from '../../../lambdas/edge/door.ts';
import type { Reply } from '../../../lambdas/edge/gateway-request.ts';
import { GatewayError } from '../../../shared/errors.ts';
import type { Gateway } from '../../../shared/gateway.ts';
import { jsonLinesLog } from '../../../shared/log.ts';
import { settingsFromEnvironment } from '../../../shared/settings.ts';
import { apiGatewayEvent } from '../../makers/api-gateway-event.ts';
import { fakeAwslambda, invoke, streamTo } from '../../makers/fake-lambda-runtime.ts';

const settings = settingsFromEnvironment({
  PUBLIC_BASE_URL: 'https://gateway.example/v1',
  TOKEN_ISSUER: 'https://issuer.example/pool',
  ALLOWED_ORIGINS: 'https://viewer.example',
});

function closedGateway(open: ClosedGateway['open'] = async () => ({}) as Gateway) {
  const lines: string[] = [];
  return { settings, log: jsonLinesLog((line) => lines.push(line)), open, lines };
}

const answering = (reply: Reply) => (): Door => async () => reply;

beforeAll(() => {
  Object.assign(globalThis, { awslambda: fakeAwslambda });
});

describe('what AWS calls', () => {
  it('streams status, headers and bytes of the reply', async () => {
    const bytes = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 200, 255]);
    async function* body() {
      yield bytes.subarray(0, 3);
      yield bytes.subarray(3);
    }
    const handler = awsHandler(
      closedGateway(),
      answering({ status: 206, headers: { 'Content-Type': 'application/dicom' }, body: body() }),
    );

    const answer = await invoke(handler, apiGatewayEvent());

    expect(answer).toEqual({
      statusCode: 206,
      headers: { 'Content-Type': 'application/dicom' },
      payload: Buffer.from(bytes),
    });
  });

  it.each([
    ['a string', '{"a":"ü"}', Buffer.from('{"a":"ü"}')],
    ['bytes', Uint8Array.from([1, 0, 255]), Buffer.from([1, 0, 255])],
    ['no bytes', new Uint8Array(0), Buffer.alloc(0)],
    ['nothing', undefined, Buffer.alloc(0)],
  ])('sends a body of %s as it is', async (_kind, body, expected) => {
    const handler = awsHandler(
      closedGateway(),
      answering({ status: 200, headers: {}, ...(body === undefined ? {} : { body }) }),
    );

    const { payload, error } = await invoke(handler, apiGatewayEvent());

    expect(error).toBeUndefined();
    expect(payload).toEqual(expected);
  });

  it('is not sent faster than it is read', async () => {
    let made = 0;
    async function* body() {
      for (; made < 1_000; made += 1) yield new Uint8Array(64 * 1024);
    }
    const handler = awsHandler(closedGateway(), answering({ status: 200, headers: {}, body: body() }));
    const unread = new PassThrough();

    const invocation = streamTo(unread, handler);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const madeUnread = made;
    unread.destroy();
    await invocation;

    expect(madeUnread).toBeLessThan(10);
  });

  it('cuts a broken reply off, and says where but not what in the log', async () => {
    async function* body() {
      yield Uint8Array.from([1, 2]);
      throw new Error('DOE^JANE');
    }
    const gateway = closedGateway();
    const handler = awsHandler(gateway, answering({ status: 200, headers: {}, body: body() }));

    const { payload, error } = await invoke(handler, apiGatewayEvent());

    expect(payload).toEqual(Buffer.from([1, 2]));
    expect(error).toMatchObject({ message: 'the reply broke off' });
    expect(`${error} ${(error as Error).cause}`).not.toContain('DOE');
    expect(gateway.lines.join()).toMatch(/reply-broken-off.*aws-handler\.test/s);
    expect(gateway.lines.join()).not.toContain('DOE');
  });

  it('closes what the body reads from when the client leaves', async () => {
    let closed = false;
    async function* body() {
      try {
        for (;;) yield new Uint8Array(64 * 1024);
      } finally {
        closed = true;
      }
    }
    const handler = awsHandler(closedGateway(), answering({ status: 200, headers: {}, body: body() }));
    const client = new PassThrough();

    const invocation = streamTo(client, handler);
    client.on('data', ({ length }: Buffer) => length > 1_000 && client.destroy());
    await invocation;

    await expect.poll(() => closed).toBe(true);
  });

  it('answers in the words of the gateway when the gateway does not open, and tries again on the next request', async () => {
    let attempts = 0;
    const gateway = closedGateway(async () => {
      attempts += 1;
      if (attempts === 1) throw new GatewayError('index-unavailable', 'The index cannot be reached.');
      return {} as Gateway;
    });
    const handler = awsHandler(gateway, answering({ status: 204, headers: {} }));

    const first = await invoke(handler, apiGatewayEvent());
    const second = await invoke(handler, apiGatewayEvent());
    const third = await invoke(handler, apiGatewayEvent());

    expect(first.statusCode).toBe(503);
    expect(JSON.parse(first.payload.toString())).toMatchObject({ code: 'index-unavailable' });
    expect([second.statusCode, third.statusCode, attempts]).toEqual([204, 204, 2]);
  });

  it('keeps the words of an unforeseen failure inside', async () => {
    const gateway = closedGateway(async () => {
      throw new TypeError('password of DOE^JANE');
    });
    const handler = awsHandler(gateway, answering({ status: 204, headers: {} }));

    const { statusCode, payload } = await invoke(handler, apiGatewayEvent());

    expect(statusCode).toBe(500);
    expect(payload.toString() + gateway.lines.join()).not.toContain('DOE');
    expect(gateway.lines.join()).toContain('TypeError');
  });

  it('lets the viewer read what fails before a door is open, and nobody keep it', async () => {
    const gateway = closedGateway(async () => {
      throw new GatewayError('index-unavailable', 'The index cannot be reached.');
    });
    const handler = awsHandler(gateway, answering({ status: 204, headers: {} }));

    const { headers } = await invoke(
      handler,
      apiGatewayEvent({ multiValueHeaders: { Origin: ['https://viewer.example'] } }),
    );

    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': 'https://viewer.example',
      'Cache-Control': 'private, no-store',
      'Content-Type': 'application/problem+json',
    });
  });

  it('answers a preflight without opening the gateway', async () => {
    const gateway = closedGateway(async () => {
      throw new Error('opened');
    });
    const handler = awsHandler(gateway, answering({ status: 200, headers: {} }));
    const multiValueHeaders = { Origin: ['https://viewer.example'], 'Access-Control-Request-Method': ['GET'] };

    const answer = await invoke(handler, apiGatewayEvent({ httpMethod: 'OPTIONS', multiValueHeaders }));

    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'Access-Control-Allow-Origin': 'https://viewer.example',
      'Access-Control-Allow-Methods': 'POST, GET, HEAD',
    });
  });

  it('lets OPTIONS without a preflight header through to the door, which asks for the token', async () => {
    const handler = awsHandler(closedGateway(), () => async (request) => {
      return { status: 401, headers: {}, body: request.route.verb };
    });

    const answer = await invoke(handler, apiGatewayEvent({ httpMethod: 'OPTIONS', resource: '/dicomweb' }));

    expect([answer.statusCode, answer.payload.toString()]).toEqual([401, 'capabilities']);
  });
});
