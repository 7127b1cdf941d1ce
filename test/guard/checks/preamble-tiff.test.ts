import { describe, expect, it } from 'vitest';
import { preambleTiff } from '../../../shared/guard/checks/preamble-tiff.ts';
import { hitsOf, preambleOf } from './evidence.ts';

const hitsOfPreamble = (start: string) => hitsOf(preambleTiff, { content: { preamble: preambleOf(start) } });

describe('preamble-tiff', () => {
  it.each(['II*\0', 'MM\0*', 'II+\0', 'MM\0+'])('knows the beginning %j', (start) => {
    expect(hitsOfPreamble(start)).toEqual([{ carrier: 'preamble', path: 'preamble', detail: 'TIFF' }]);
  });

  it.each(['', 'II', 'II*x', '\0II*\0', 'MM*\0', 'MZ'])('says nothing of %j', (start) => {
    expect(hitsOfPreamble(start)).toEqual([]);
  });
});
