import { describe, expect, it } from 'vitest';
import { eightBitSamples, rgbFromYbrFull } from '../../shared/render/colour-pixels.ts';
import { lookupTable } from '../../shared/render/lookup-table.ts';
import { palettePixels } from '../../shared/render/palette-colour.ts';

describe('YBR_FULL (PS3.3 C.7.6.3.1.2)', () => {
  it.each([
    ['black', [0, 128, 128], [0, 0, 0]],
    ['white', [255, 128, 128], [255, 255, 255]],
    ['red', [76, 85, 255], [254, 0, 0]],
    ['green', [150, 44, 21], [0, 255, 1]],
    ['blue', [29, 255, 107], [0, 0, 254]],
  ])('%s', (_name, ybr, rgb) => {
    expect([...rgbFromYbrFull(Uint8Array.from(ybr))]).toEqual(rgb);
  });
});

describe('samples of more or fewer than 8 bits', () => {
  it('are scaled so that the greatest is 255', () => {
    expect([...eightBitSamples(Uint16Array.of(0, 32_768, 65_535), 16)]).toEqual([0, 128, 255]);
    expect([...eightBitSamples(Uint8Array.of(0, 15), 4)]).toEqual([0, 255]);
  });
});

describe('PALETTE COLOR (C.7.6.3.1.5)', () => {
  const bytes = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
  const table = (...values: number[]) => {
    const made = lookupTable([values.length, 1, 16], bytes(...values), false);
    if (made === undefined) throw new Error('no table');
    return made;
  };

  it('gives each value the three entries at its place, and the nearest beyond the ends', () => {
    const tables = [table(0, 65_535), table(65_535, 0), table(32_768, 257)] as const;

    const pixels = palettePixels(Uint8Array.of(0, 1, 2, 3), { kind: 'palette', tables });

    expect([...pixels]).toEqual([0, 255, 128, 0, 255, 128, 255, 0, 1, 255, 0, 1]);
  });
});
