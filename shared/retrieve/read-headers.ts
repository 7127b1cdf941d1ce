import type { Authorized } from '../access/authorize.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { inOrder } from './in-order.ts';
import { readHeader } from './read-header.ts';

/** A sidecar may be megabytes long, so only a few are read ahead. */
const sidecarsReadAhead = 4;

export interface LocatedHeader {
  readonly location: InstanceLocation;
  readonly header: InstanceHeader;
}

/** What the sidecars of some instances tell, in their order. */
export function readHeaders(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  archive: ImageArchive,
): AsyncGenerator<LocatedHeader> {
  const read = async (location: InstanceLocation) => ({
    location,
    header: await readHeader(permit, location.key, archive),
  });
  return inOrder(locations, read, sidecarsReadAhead);
}
