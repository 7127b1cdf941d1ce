import { pixelDataTags } from './bulk-rule.ts';
import { isTextKind, type ValueRepresentation } from './value-representations.ts';

/**
 * Whether an identifier or a program could hide in the value: in a text, in bytes, but not in numbers, tags and pictures.
 * A group length is a number; one that is written as a text is none, and nothing else would show it.
 */
export function carriesContent(tag: number, { kind }: ValueRepresentation): boolean {
  return isTextKind(kind) || (kind === 'bytes' && !isPicture(tag));
}

/** Pixel data and the bit planes of overlays (PS3.5 8): a text in them is painted, not written. */
export function isPicture(tag: number): boolean {
  return pixelDataTags.has(tag) || isOverlayData(tag);
}

const isOverlayData = (tag: number): boolean => tag >>> 24 === 0x60 && (tag & 0x1ffff) === 0x3000;
