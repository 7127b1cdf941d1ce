import type { Representation } from '../dicomweb/accept.ts';
import { etagOf } from '../dicomweb/etag.ts';
import type { InstanceLocation } from '../ports/study-index.ts';

/** Goes up when the same instances are written differently: parts, ZIP or metadata. */
const writingVersion = 1;

export interface Variant {
  readonly representation: Representation;
  /** Is in the Content-Location of parts and in each BulkDataURI. */
  readonly publicBaseUrl: string;
  /** What of the instances is in the answer, where it is not all of them: `frames/1,2`. */
  readonly part?: string;
}

/**
 * The ETag of an answer, from the index alone: which instances, with which bytes, in which form. What is read to make the
 * answer is a pure function of these.
 */
export function etagOfInstances(
  locations: readonly InstanceLocation[],
  { representation, publicBaseUrl, part = '' }: Variant,
): string {
  const { essence, form, transferSyntaxUids } = representation;
  const written = [String(writingVersion), publicBaseUrl, essence, form, transferSyntaxUids.join(' '), part];
  return etagOf([...written, ...locations.map(({ key, sha256 }) => `${key.sopInstanceUid} ${sha256}`)]);
}
