import type { InspectedText } from '../inspected-text.ts';
import { runTexts } from './printable-texts.ts';

/** PS3.10 7.1: 128 bytes that may hold anything. */
export const preambleTexts = (preamble: Buffer): InspectedText[] =>
  runTexts(
    { bytes: preamble },
    { carrier: 'preamble', path: 'preamble', vr: '', keyword: '' },
    { offset: 0, length: preamble.length },
  );
