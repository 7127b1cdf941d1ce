import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { Representation } from '../dicomweb/accept.ts';
import { compressedEssence } from '../dicomweb/compressed-media-types.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { octetStream } from './pixel-representations.ts';
import { wireSyntaxOf } from './wire-syntax.ts';

/** PS3.18 Table 10.4.1-4: all bulk values of some instances, or their pixel data alone. */
export type BulkKind = 'bulkdata' | 'pixeldata';

const pixelDataPaths: ReadonlySet<string> = new Set(['7FE00008', '7FE00009', '7FE00010']);

/** Not that of an icon, which lies inside of a sequence. */
export const isOfKind = (kind: BulkKind, path: string): boolean => kind === 'bulkdata' || pixelDataPaths.has(path);

/**
 * Only multipart, for there may be many parts. Compressed pixel data have a media type of their own where all of them share it;
 * values beside them have none.
 */
export function bulkRepresentations(kind: BulkKind, locations: readonly InstanceLocation[]): readonly Representation[] {
  const transferSyntaxUids = [...new Set(locations.flatMap((location) => syntaxesOf(kind, location)))];
  const essences = kind === 'pixeldata' ? new Set(transferSyntaxUids.map(compressedEssence)) : new Set<undefined>();
  const [shared] = essences;
  const compressed = essences.size === 1 && shared !== undefined ? [shared] : [];
  return [octetStream, ...compressed].map((essence) => ({ essence, form: 'multipart', transferSyntaxUids }));
}

/** What the index knows of an instance: whether it has frames, and how they are coded. */
function syntaxesOf(kind: BulkKind, location: InstanceLocation): readonly string[] {
  const { transferSyntaxUid } = location;
  const beside = wireSyntaxOf(transferSyntaxUid, false);
  if (!hasPixels(location)) return kind === 'pixeldata' ? [] : [beside];
  const isEncapsulated = transferSyntaxes.get(transferSyntaxUid)?.codec !== undefined;
  const pixels = wireSyntaxOf(transferSyntaxUid, isEncapsulated);
  return kind === 'pixeldata' ? [pixels] : [pixels, beside];
}

/** A video is pixel data without frames that could be asked for. */
export function hasPixels({ frames, transferSyntaxUid }: InstanceLocation): boolean {
  return frames !== undefined || transferSyntaxes.get(transferSyntaxUid)?.codec === 'video';
}
