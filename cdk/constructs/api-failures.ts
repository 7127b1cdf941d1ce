import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

interface ApiFailure {
  readonly type: ResponseType;
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const signIn = { 'WWW-Authenticate': '\'Bearer realm="portcullis"\'' };

/** What API Gateway refuses before any function hears of it, in the words and the form of the gateway's own failures. */
const failures: readonly ApiFailure[] = [
  {
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    status: 404,
    title: 'Not Found',
    code: 'route-not-found',
    detail: 'There is no such resource; OPTIONS /dicomweb lists them.',
  },
  {
    type: ResponseType.UNAUTHORIZED,
    status: 401,
    title: 'Unauthorized',
    code: 'token-invalid',
    detail: 'Sign in first: send a valid access token with the scope that this resource asks for.',
    headers: signIn,
  },
  {
    type: ResponseType.ACCESS_DENIED,
    status: 403,
    title: 'Forbidden',
    code: 'scope-missing',
    detail: 'The access token lacks the scope that this resource asks for.',
  },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    title: 'Content Too Large',
    code: 'request-too-large',
    detail: 'The request is larger than this front door takes; send fewer instances at once.',
  },
  {
    type: ResponseType.THROTTLED,
    status: 429,
    title: 'Too Many Requests',
    code: 'gateway-busy',
    detail: 'Too many requests at once; try again in a few seconds.',
    headers: { 'Retry-After': "'5'" },
  },
  {
    type: ResponseType.INTEGRATION_FAILURE,
    status: 502,
    title: 'Bad Gateway',
    code: 'internal-error',
    detail: 'The gateway failed on this request; report the requestId to whoever runs it.',
  },
];

/** A client must not need to know which layer refused it: RFC 9457 documents everywhere, and an unknown path is 404. */
export function answerAsTheGatewayDoes(api: RestApi): void {
  for (const failure of failures) {
    api.addGatewayResponse(failure.type.responseType, {
      type: failure.type,
      statusCode: String(failure.status),
      responseHeaders: { 'Cache-Control': "'no-store'", ...failure.headers },
      templates: { 'application/json': failureTemplate(failure) },
    });
  }
}

function failureTemplate({ title, status, detail, code }: ApiFailure): string {
  return JSON.stringify({ title, status, detail, code, requestId: '$context.requestId' });
}
