import { isTextKind, type ValueRepresentation } from './value-representations.ts';

export const pixelDataTags: ReadonlySet<number> = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);
const maxInlineBinaryBytes = 1024;
const maxInlineTextBytes = 16 * 1024;

/** Pixel data and large values are pointed to by a BulkDataURI, so that metadata stay small (PS3.18 F.2.6). */
export function isBulkValue(tag: number, { kind, mayBeBulk }: ValueRepresentation, length: number): boolean {
  if (pixelDataTags.has(tag)) return true;
  if (!mayBeBulk) return false;
  return length > (isTextKind(kind) ? maxInlineTextBytes : maxInlineBinaryBytes);
}
