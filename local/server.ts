import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { capabilitiesDoor } from '../lambdas/capabilities/capabilities-handler.ts';
import { withCommonHeaders } from '../lambdas/edge/add-common-headers.ts';
import { preflightReply } from '../lambdas/edge/cors.ts';
import type { Door } from '../lambdas/edge/door.ts';
import type { GatewayRequest, Reply } from '../lambdas/edge/gateway-request.ts';
import { renderDoor } from '../lambdas/render/render-handler.ts';
import { retrieveDoor } from '../lambdas/retrieve/retrieve-handler.ts';
import { reviewDoor } from '../lambdas/review/review-handler.ts';
import type { Verb } from '../lambdas/routes.ts';
import { searchDoor } from '../lambdas/search/search-handler.ts';
import { storeDoor } from '../lambdas/store/store-handler.ts';
import { failureReply } from '../shared/dicomweb/failure-document.ts';
import { GatewayError } from '../shared/errors.ts';
import type { Gateway } from '../shared/gateway.ts';
import { stackOf } from '../shared/log.ts';
import { findRoute, methodsOf } from './find-route.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { requestBody } from './request-body.ts';
import { sendReply } from './send-reply.ts';
import { createTurns } from './take-turns.ts';

const headersTimeoutMs = 10_000;
const checkConnectionsEveryMs = 5_000;
const idleTimeoutMs = 60_000;

type Doors = Readonly<Record<Verb, Door>>;

/** Takes over what is not the gateway's: the OpenID provider under /oidc. */
export type Beside = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface GatewayServer {
  readonly http: Server;
  /** Resolves when no request is being worked on any more; its connection may have gone long before. */
  idle(): Promise<void>;
}

/** The front door of the embedded host: HTTP in, the same doors as in AWS behind it. */
export function createGatewayServer(gateway: Gateway, beside: Beside = () => false): GatewayServer {
  const doors = openDoors(gateway);
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: 0,
    keepAliveTimeout: idleTimeoutMs,
    connectionsCheckingInterval: checkConnectionsEveryMs,
  });
  const inTurn = createTurns();
  const running = new Map<ServerResponse, Promise<void>>();
  server.on('request', (request, response) => {
    if (beside(request, response)) return;
    const served = inTurn(request, response, () => serve(gateway, doors, request, response)).catch((error: unknown) => {
      gateway.log.error('reply-broken-off', { stack: stackOf(error) });
      response.destroy();
    });
    running.set(
      response,
      served.finally(() => running.delete(response)),
    );
  });
  server.on('clientError', (error, socket) => {
    const isAnswering = [...running.keys()].some((each) => each.socket === socket && each.headersSent);
    refuseUnreadable(error, socket, isAnswering);
  });
  return { http: server, idle: async () => void (await Promise.all(running.values())) };
}

function openDoors(gateway: Gateway): Doors {
  return {
    capabilities: capabilitiesDoor(gateway),
    store: storeDoor(gateway),
    search: searchDoor(gateway),
    retrieve: retrieveDoor(gateway),
    render: renderDoor(gateway),
    review: reviewDoor(gateway),
  };
}

async function serve(
  gateway: Gateway,
  doors: Doors,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = randomUUID();
  const reply = await answer(gateway, doors, request, id);
  await sendReply(reply, request, response);
}

async function answer(gateway: Gateway, doors: Doors, request: IncomingMessage, id: string): Promise<Reply> {
  try {
    const [path = '/', query = ''] = splitUrl(request.url ?? '/');
    if (isPreflight(request)) return preflightReply(gateway.settings, request.headers.origin, methodsOf(path));
    const found = findRoute(request.method ?? 'GET', path);
    return await doors[found.route.verb]({ ...found, id, query, ...envelopeOf(request) });
  } catch (error) {
    return withCommonHeaders(failureReply(error, id), gateway.settings, { id, origin: request.headers.origin });
  }
}

function splitUrl(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** A header sent twice is joined, as in AWS: Node would take the first, and who is in front of us may take the second. */
function envelopeOf(request: IncomingMessage): Pick<GatewayRequest, 'headers' | 'body' | 'remoteAddress'> {
  refuseSecondHost(request);
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );
  return { headers, body: requestBody(request), remoteAddress: request.socket.remoteAddress ?? 'unknown' };
}

/** RFC 9112 3.2. */
function refuseSecondHost({ headersDistinct }: IncomingMessage): void {
  if ((headersDistinct.host?.length ?? 0) < 2) return;
  throw new GatewayError('request-invalid', 'The request names more than one host; name it once.');
}
