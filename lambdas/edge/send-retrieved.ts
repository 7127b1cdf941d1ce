import { isKnownToClient, notModified } from '../../shared/dicomweb/etag.ts';
import type { Retrieved } from '../../shared/retrieve/retrieved.ts';
import type { AuditSubject, GatewayRequest, Reply } from './gateway-request.ts';

/** Whoever asks by HEAD, or has the answer already (304), costs no reading and no drawing. */
export async function sendRetrieved(
  { status, headers, open, count }: Retrieved,
  request: GatewayRequest,
  subject: Pick<AuditSubject, 'studyUid' | 'seriesUid' | 'sopInstanceUid'>,
): Promise<Reply> {
  const audited = [{ outcome: 'success', ...subject, count }] as const;
  const { ETag: etag } = headers;
  if (etag !== undefined && isKnownToClient(request.headers, etag)) return { ...notModified(headers), audited };
  if (request.route.method === 'HEAD') return { status, headers, audited };
  return { status, headers, body: await open(), audited };
}
