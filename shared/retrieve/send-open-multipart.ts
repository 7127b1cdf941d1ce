import { validatorHeaders } from '../dicomweb/etag.ts';
import { boundaryOf, type OutgoingPart, writeMultipart } from '../dicomweb/multipart-writer.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { etagOfInstances, type Variant } from './etag-of-instances.ts';
import { outgoingBytes } from './outgoing-bytes.ts';
import type { Retrieved } from './retrieved.ts';

/** Parts that are made as they are sent; how many and how long they are shows at the end, so no length is declared. */
export function sendOpenMultipart(
  locations: readonly InstanceLocation[],
  variant: Variant,
  parts: AsyncIterable<OutgoingPart>,
): Retrieved {
  const etag = etagOfInstances(locations, variant);
  const boundary = boundaryOf(etag);
  return {
    status: 200,
    headers: {
      'Content-Type': `multipart/related; type="${variant.representation.essence}"; boundary=${boundary}`,
      ...validatorHeaders(etag),
    },
    open: () => outgoingBytes(writeMultipart(parts, boundary)),
    count: locations.length,
  };
}
