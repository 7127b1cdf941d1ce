import { pixelDataTags } from './bulk-rule.ts';
import { isPrivateGroup } from './dictionary.ts';
import { isTextKind, type ValueRepresentation } from './value-representations.ts';

/**
 * Whether an identifier or a program could hide in the value: in a text, in bytes, in more numbers than one measures with,
 * but not in pictures. A group length is a number; one that is written as a text is none, and nothing else would show it.
 */
export function carriesContent(tag: number, { kind }: ValueRepresentation, length: number): boolean {
  if (isTextKind(kind)) return true;
  if (kind === 'sequence' || isPicture(tag)) return false;
  return kind === 'bytes' || length > (isPrivateGroup(tag) ? maxPrivateNumberBytes : maxNumberBytes);
}

/** Two doubles. What a vendor says of its own numbers nobody can check. */
const maxPrivateNumberBytes = 16;
/** Eight doubles: more of them are a table. */
const maxNumberBytes = 64;

/** Pixel data and the bit planes of overlays (PS3.5 8): a text in them is painted, not written. */
export function isPicture(tag: number): boolean {
  return pixelDataTags.has(tag) || isOverlayData(tag);
}

const isOverlayData = (tag: number): boolean => tag >>> 24 === 0x60 && (tag & 0x1ffff) === 0x3000;
