/** Every way a request can fail, and the HTTP status it becomes (PS3.18 Table 8.5-1). Nothing else decides a status. */
const statusOf = {
  'query-invalid': 400,
  'uid-invalid': 400,
  'request-invalid': 400,
  'multipart-invalid': 400,
  'metadata-invalid': 400,
  'accept-invalid': 400,
  'frame-list-invalid': 400,
  'token-missing': 401,
  'token-invalid': 401,
  'scope-missing': 403,
  'route-not-found': 404,
  'study-not-found': 404,
  'series-not-found': 404,
  'instance-not-found': 404,
  'frame-not-found': 404,
  'bulkdata-not-found': 404,
  'quarantine-entry-not-found': 404,
  'method-not-allowed': 405,
  'media-type-not-acceptable': 406,
  'pixels-not-decodable': 406,
  'entry-not-open': 409,
  'release-refused': 409,
  'request-too-large': 413,
  'pixels-too-large': 413,
  'rendering-too-large': 413,
  'search-too-broad': 413,
  'url-too-long': 414,
  'media-type-not-supported': 415,
  'content-coding-not-supported': 415,
  'range-not-satisfiable': 416,
  'internal-error': 500,
  'audit-unavailable': 503,
  'index-unavailable': 503,
  'issuer-unavailable': 503,
  'archive-unavailable': 503,
  'quarantine-unavailable': 503,
  'gateway-busy': 503,
} as const;

export type FailureCode = keyof typeof statusOf;

/** All of them: CONFORMANCE.md is held against this list. */
export const failureCodes = Object.keys(statusOf) as readonly FailureCode[];

/** For what is read back or goes into the audit trail: the list is closed at run time too. */
export const isFailureCode = (text: string): text is FailureCode => Object.hasOwn(statusOf, text);

/** The message says what was wrong and what to do next; it never holds a value read from a dataset. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: FailureCode;
  readonly status: number;
  /** Reply headers that belong to the failure: `WWW-Authenticate`, `Allow`, `Retry-After`, `Content-Range`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: FailureCode,
    message: string,
    options?: ErrorOptions & { readonly headers?: Readonly<Record<string, string>> },
  ) {
    super(message, options);
    this.code = code;
    this.status = statusOf[code];
    this.headers = options?.headers ?? {};
  }
}
