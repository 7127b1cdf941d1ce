import middy from '@middy/core';
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { failureReply } from '../../shared/dicomweb/failure-document.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { type Log, stackOf } from '../../shared/log.ts';
import type { GatewaySettings } from '../../shared/settings.ts';
import { openOnce } from '../open-once.ts';
import { routes } from '../routes.ts';
import { withCommonHeaders } from './add-common-headers.ts';
import { headersOfApiGateway, requestOfApiGateway } from './api-gateway-request.ts';
import { preflightReply } from './cors.ts';
import type { Door } from './door.ts';
import type { Reply } from './gateway-request.ts';
import { type StreamedReply, streamedReply } from './streamed-reply.ts';

/** A gateway that is not open yet: what is known from the start, and how to get the rest. */
export interface ClosedGateway {
  readonly settings: GatewaySettings;
  readonly log: Log;
  readonly open: () => Promise<Gateway>;
}

/** What AWS calls: the same door as everywhere, between API Gateway's event and its response stream. */
export function awsHandler(gateway: ClosedGateway, makeDoor: (gateway: Gateway) => Door) {
  const openDoor = openOnce(async () => makeDoor(await gateway.open()));
  return middy<APIGatewayProxyEvent, StreamedReply>({ executionMode: executionModeStreamifyResponse }).handler(
    async (event: APIGatewayProxyEvent) => {
      const reply = await answer(gateway, openDoor, event);
      return streamedReply(reply, (error) => logBreak(gateway.log, event, error));
    },
  );
}

/** What fails before a door is open still answers in the gateway's own words. */
async function answer(
  gateway: ClosedGateway,
  openDoor: () => Promise<Door>,
  event: APIGatewayProxyEvent,
): Promise<Reply> {
  const headers = headersOfApiGateway(event);
  try {
    if (isPreflight(event, headers)) return preflightReply(gateway.settings, headers.origin, methodsAt(event.resource));
    const request = requestOfApiGateway(event);
    const door = await openDoor();
    return await door(request);
  } catch (error) {
    logUnexpected(gateway.log, event, error);
    const id = event.requestContext.requestId;
    return withCommonHeaders(failureReply(error, id), gateway.settings, { id, origin: headers.origin });
  }
}

function isPreflight({ httpMethod }: APIGatewayProxyEvent, headers: Record<string, string>): boolean {
  return httpMethod === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

const methodsAt = (path: string): string[] =>
  routes.filter((route) => route.path === path).map((route) => route.method);

function logUnexpected(log: Log, event: APIGatewayProxyEvent, error: unknown): void {
  if (error instanceof GatewayError) return;
  log.error('unexpected-error', { requestId: event.requestContext.requestId, stack: stackOf(error) });
}

function logBreak(log: Log, event: APIGatewayProxyEvent, error: unknown): void {
  log.error('reply-broken-off', { requestId: event.requestContext.requestId, stack: stackOf(error) });
}
