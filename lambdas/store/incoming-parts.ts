import type { Authorized } from '../../shared/access/authorize.ts';
import { type MediaType, parseMediaType } from '../../shared/dicomweb/media-type.ts';
import {
  type BodyPart,
  type MultipartLimits,
  readMultipart,
  usualMultipartLimits,
} from '../../shared/dicomweb/multipart-reader.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { GatewaySettings } from '../../shared/settings.ts';
import { instancesOfMetadata } from '../../shared/store/metadata/instances-of-metadata.ts';
import type { IncomingPart } from '../../shared/store/store-instances.ts';
import type { GatewayRequest } from '../edge/gateway-request.ts';

/**
 * PS3.18 10.5.1: many instances as multipart/related, of Part 10 files or of metadata and bulk data; one file alone as
 * application/dicom (ours, CONFORMANCE.md).
 */
export function incomingParts(
  request: GatewayRequest,
  permit: Authorized<'study.write'>,
  gateway: Gateway,
): AsyncIterable<IncomingPart> {
  const { settings } = gateway;
  const contentType = request.headers['content-type'] ?? '';
  const mediaType = parseMediaType(contentType);
  refuseTooLarge(request, settings.maxRequestBytes);
  if (mediaType?.essence === 'application/dicom') return singlePart(request.body);
  if (mediaType?.essence !== 'multipart/related') throw unsupported();
  const form = mediaType.parameters.get('type')?.toLowerCase();
  if (form === 'application/dicom') return manyParts(request.body, contentType, settings);
  if (form !== 'application/dicom+json' && form !== 'application/dicom+xml') throw unsupported();
  const parts = readMultipart(request.body, contentType, metadataPartLimits(settings));
  return instancesOfMetadata(permit, { parts, form, baseUrl: urlOf(request, settings) }, gateway);
}

function metadataPartLimits(settings: GatewaySettings): MultipartLimits {
  const maxParts = settings.maxInstancesPerRequest + settings.maxBulkPartsPerRequest;
  return { ...usualMultipartLimits, maxTotalBytes: settings.maxRequestBytes, maxParts };
}

/** As the sender knows it, whatever stands between. */
function urlOf({ pathParameters: { study } }: GatewayRequest, { publicBaseUrl }: GatewaySettings): string {
  return `${publicBaseUrl}/dicomweb/studies${study === undefined ? '' : `/${encodeURIComponent(study)}`}`;
}

async function* singlePart(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<IncomingPart> {
  yield { kind: 'instance', bytes, partHeaders: [] };
}

async function* manyParts(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  settings: GatewaySettings,
): AsyncGenerator<IncomingPart> {
  const limits = {
    ...usualMultipartLimits,
    maxTotalBytes: settings.maxRequestBytes,
    maxParts: settings.maxInstancesPerRequest,
  };
  for await (const part of readMultipart(body, contentType, limits)) {
    yield isInstance(part.contentType) ? instanceIn(part) : { kind: 'foreign' };
  }
}

/** Content-Type apart, a header of a part is free text: file names and the like (RFC 2183). */
function instanceIn({ body, headers }: BodyPart): IncomingPart {
  const partHeaders = [...headers].filter(([name]) => name !== 'content-type').map(([, value]) => value);
  return { kind: 'instance', bytes: body, partHeaders };
}

/** A part without Content-Type is what the request's `type` says. */
function isInstance(contentType: MediaType | undefined): boolean {
  return contentType === undefined || contentType.essence === 'application/dicom';
}

/** RFC 9110 8.6: what says that it is too large need not be read to be refused. */
function refuseTooLarge({ headers }: GatewayRequest, maxBytes: number): void {
  const declared = Number(headers['content-length'] ?? 0);
  if (declared > maxBytes) {
    throw new GatewayError(
      'request-too-large',
      `The body is larger than ${maxBytes} bytes; send it in several requests.`,
    );
  }
}

function unsupported(): GatewayError {
  return new GatewayError(
    'media-type-not-supported',
    'Send multipart/related with type="application/dicom", "application/dicom+json" or "application/dicom+xml" and a boundary, or one instance as application/dicom.',
  );
}
