import type { Authorized } from '../access/authorize.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { inflatedRange } from './inflated-range.ts';
import { readLocated } from './read-located.ts';
import type { OpenRange } from './read-ranges.ts';

export const isDeflated = ({ transferSyntaxUid }: InstanceLocation): boolean =>
  transferSyntaxes.get(transferSyntaxUid)?.deflated === true;

/** Of a deflated data set one read is enough, since each begins at the beginning; others are read as `readRanges` has it. */
export const maxGapIn = (location: InstanceLocation): number | undefined =>
  isDeflated(location) ? Number.POSITIVE_INFINITY : undefined;

/** A range as the header counts it: one archive read, or, of a deflated instance, the object from its beginning. */
export function openStoredRange(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  location: InstanceLocation,
  archive: ImageArchive,
): OpenRange {
  const { key } = location;
  if (isDeflated(location)) {
    return async (range) => inflatedRange((await readLocated(permit, archive, { key })).bytes, range);
  }
  return async (range) => (await readLocated(permit, archive, { key, range })).bytes;
}
