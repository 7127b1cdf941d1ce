import type { InspectedText } from '../inspected-text.ts';

/** A text whose characters have no place in the file, so that nothing of it can be blanked there. */
export function withoutBytes({ place: { bytes: _, ...place }, text }: InspectedText): InspectedText {
  return { place, text, isByteForByte: false };
}
