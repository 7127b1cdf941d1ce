import type { APIGatewayProxyEvent } from 'aws-lambda';
import { GatewayError } from '../../shared/errors.ts';
import { routes, routeTemplate } from '../routes.ts';
import type { GatewayRequest } from './gateway-request.ts';

const routesByTemplate = new Map(routes.map((route) => [routeTemplate(route), route]));

/** From API Gateway's REST proxy event to the request that every door knows; fails with `route-not-found`. */
export function requestOfApiGateway(event: APIGatewayProxyEvent): GatewayRequest {
  const route = routesByTemplate.get(`${event.httpMethod} ${event.resource}`);
  if (route === undefined) throw new GatewayError('route-not-found', 'There is no such resource.');
  return {
    id: event.requestContext.requestId,
    route,
    pathParameters: decodedPathParameters(event.pathParameters),
    query: rebuiltQuery(event.multiValueQueryStringParameters),
    headers: headersOfApiGateway(event),
    body: bodyChunks(event),
    remoteAddress: event.requestContext.identity.sourceIp,
  };
}

/** Lower case; a header sent twice is joined, so that a second Authorization makes the first one useless too. */
export function headersOfApiGateway(event: Pick<APIGatewayProxyEvent, 'multiValueHeaders'>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) {
    const key = name.toLowerCase();
    const sent = [headers[key], ...(values ?? [])].filter((value) => value !== undefined);
    headers[key] = sent.join(', ');
  }
  return headers;
}

/** REST APIs hand path segments on as they came, percent-encoded. */
function decodedPathParameters(parameters: APIGatewayProxyEvent['pathParameters']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => [name, decodedSegment(value ?? '')]),
  );
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    throw new GatewayError('request-invalid', 'The path holds a percent sign that encodes nothing.', { cause });
  }
}

/** The query, on the other hand, arrives decoded and grouped by name; the doors parse it as it stood in the URL. */
function rebuiltQuery(parameters: APIGatewayProxyEvent['multiValueQueryStringParameters']): string {
  return Object.entries(parameters ?? {})
    .flatMap(([name, values]) => (values ?? []).map((value) => `${encoded(name)}=${encoded(value)}`))
    .join('&');
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** All bodies come whole and, since the API treats every media type as binary, in base64. */
async function* bodyChunks({ body, isBase64Encoded }: APIGatewayProxyEvent): AsyncGenerator<Uint8Array> {
  if (body === null || body === '') return;
  yield Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}
