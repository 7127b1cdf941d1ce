import type { APIGatewayProxyEvent } from 'aws-lambda';

type Sent = Partial<
  Pick<
    APIGatewayProxyEvent,
    | 'httpMethod'
    | 'resource'
    | 'path'
    | 'pathParameters'
    | 'multiValueHeaders'
    | 'multiValueQueryStringParameters'
    | 'body'
  >
>;

/** A REST proxy event with the fields, nulls and casing that API Gateway sends. */
export function apiGatewayEvent(sent: Sent = {}): APIGatewayProxyEvent {
  const multiValueHeaders = sent.multiValueHeaders ?? {};
  const parameters = sent.multiValueQueryStringParameters ?? null;
  return {
    httpMethod: 'GET',
    resource: '/dicomweb/studies',
    path: '/dicomweb/studies',
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: typeof sent.body === 'string',
    ...sent,
    multiValueHeaders,
    headers: lastOfEach(multiValueHeaders),
    multiValueQueryStringParameters: parameters,
    queryStringParameters: parameters === null ? null : lastOfEach(parameters),
    requestContext: {
      requestId: 'f0e1d2c3-0000-4000-8000-000000000001',
      extendedRequestId: 'Dx1yzEXAMPLE=',
      accountId: '123456789012',
      apiId: 'abcde12345',
      stage: 'v1',
      protocol: 'HTTP/1.1',
      httpMethod: sent.httpMethod ?? 'GET',
      resourcePath: sent.resource ?? '/dicomweb/studies',
      path: `/v1${sent.path ?? '/dicomweb/studies'}`,
      requestTimeEpoch: 1_763_900_000_000,
      resourceId: 'r1',
      authorizer: { claims: { sub: 'b0c1', scope: 'dicom/study.search' } },
      identity: { sourceIp: '192.0.2.7' } as APIGatewayProxyEvent['requestContext']['identity'],
    },
  };
}

function lastOfEach(multi: Readonly<Record<string, string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values?.at(-1)]));
}
