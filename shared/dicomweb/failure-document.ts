import { STATUS_CODES } from 'node:http';
import { GatewayError } from '../errors.ts';

/** What every host can send: a reply of plain values. */
export interface FailureReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** RFC 9457: says what was wrong and what to do. What is not a GatewayError is our bug, and its words stay inside. */
export function failureReply(error: unknown, requestId: string): FailureReply {
  const failure = error instanceof GatewayError ? error : unexpected;
  const document = {
    title: STATUS_CODES[failure.status],
    status: failure.status,
    detail: failure.message,
    code: failure.code,
    requestId,
  };
  return {
    status: failure.status,
    headers: { ...failure.headers, 'Content-Type': 'application/problem+json' },
    body: JSON.stringify(document),
  };
}

const unexpected = new GatewayError(
  'internal-error',
  'The gateway failed on this request; report the requestId to whoever runs it.',
);
