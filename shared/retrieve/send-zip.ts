import type { Authorized } from '../access/authorize.ts';
import type { Representation } from '../dicomweb/accept.ts';
import { validatorHeaders } from '../dicomweb/etag.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import type { RetrieveTarget } from './locate.ts';
import { exactly, outgoingBytes } from './outgoing-bytes.ts';
import { readLocated } from './read-located.ts';
import type { Retrieved } from './retrieved.ts';
import { StoredZip } from './stored-zip.ts';

/** Not of PS3.18: what a person saves, who has no program that reads multipart. */
export function zipRepresentation(locations: readonly InstanceLocation[]): Representation {
  const transferSyntaxUids = [...new Set(locations.map(({ transferSyntaxUid }) => transferSyntaxUid))];
  return { essence: 'application/zip', form: 'single', transferSyntaxUids };
}

/** A UID, so that no name of a patient lands in a folder of downloads. */
export const zipNameOf = ({ studyUid, seriesUid }: RetrieveTarget): string => `${seriesUid ?? studyUid}.zip`;

export interface WantedZip {
  readonly locations: readonly InstanceLocation[];
  readonly representation: Representation;
  readonly name: string;
}

/** Its length is known before anything is read, since entries are stored and not compressed. */
export function sendZip(
  permit: Authorized<'study.read'>,
  { locations, representation, name }: WantedZip,
  { archive, settings: { publicBaseUrl } }: Gateway,
): Retrieved {
  const etag = etagOfInstances(locations, { representation, publicBaseUrl });
  const entries = locations.map(({ key, byteLength }) => ({
    path: `${key.seriesUid}/${key.sopInstanceUid}.dcm`,
    byteLength,
    open: async () => (await readLocated(permit, archive, { key })).bytes,
  }));
  const zip = new StoredZip(entries);
  return {
    status: 200,
    headers: {
      'Content-Type': representation.essence,
      'Content-Length': String(zip.byteLength),
      'Content-Disposition': `attachment; filename="${name}"`,
      ...validatorHeaders(etag),
    },
    open: () => outgoingBytes(exactly(zip.byteLength, zip.read())),
    count: locations.length,
  };
}
