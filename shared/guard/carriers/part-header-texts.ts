import type { InspectedText } from '../inspected-text.ts';

/** File names and locations that came with the part, not in the file (PS3.18 8.6.1.2.1). */
export const partHeaderTexts = (partHeaders: readonly string[]): InspectedText[] =>
  partHeaders.map((text) => ({
    place: { carrier: 'part-header', path: 'part-header', vr: '', keyword: '' },
    text,
    isByteForByte: false,
  }));
