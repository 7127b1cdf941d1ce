import { GatewayError } from '../../shared/errors.ts';
import type { EdgeStep } from './edge-step.ts';
import type { GatewayRequest } from './gateway-request.ts';

const maxQueryCharacters = 32 * 1024;

/** What can be refused from the request line and headers alone is refused before anything costs time. */
export const limitRequest: EdgeStep = {
  before: ({ event: { request } }) => {
    refuseLongQuery(request);
    refuseContentCoding(request);
  },
};

function refuseLongQuery({ query }: GatewayRequest): void {
  if (query.length <= maxQueryCharacters) return;
  throw new GatewayError(
    'url-too-long',
    `The query is longer than ${maxQueryCharacters} characters; ask for less at once.`,
  );
}

/** RFC 9110 8.4: a coding would let a small body grow without bound, and DICOM has its own compression. */
function refuseContentCoding({ headers }: GatewayRequest): void {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') return;
  throw new GatewayError('content-coding-not-supported', 'Send the body without Content-Encoding.', {
    headers: { 'Accept-Encoding': 'identity' },
  });
}
