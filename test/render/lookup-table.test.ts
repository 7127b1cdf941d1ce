import { describe, expect, it } from 'vitest';
import { lookUp, lookupTable } from '../../shared/render/lookup-table.ts';

const words = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);

describe('a lookup table (PS3.3 C.11.1.1)', () => {
  it('gives the first entry below the first mapped value and the last beyond its end', () => {
    const table = lookupTable([3, 10, 16], words(100, 200, 300), false);

    expect(table && [9, 10, 11, 12, 13].map((value) => lookUp(table, value))).toEqual([100, 100, 200, 300, 300]);
  });

  it('takes the first mapped value as signed where the pixels are', () => {
    const table = lookupTable([2, 0xfffe, 8], words(1, 2), true);

    expect(table?.firstMapped).toBe(-2);
  });

  it('reads entries of 8 bits that are packed two a word, or lie in a word each', () => {
    expect(lookupTable([4, 0, 8], Buffer.of(1, 2, 3, 4), false)?.entries).toEqual(Uint16Array.of(1, 2, 3, 4));
    expect(lookupTable([2, 0, 8], words(1, 2), false)?.entries).toEqual(Uint16Array.of(1, 2));
  });

  it('has 65,536 entries where the descriptor says 0', () => {
    expect(lookupTable([0, 0, 16], Buffer.alloc(131_072), false)?.entries).toHaveLength(65_536);
  });

  it('does not believe 8 bits of entries that have more', () => {
    expect(lookupTable([2, 0, 8], words(0, 0xff00), false)?.maxEntry).toBe(0xffff);
  });

  it.each([
    ['fewer entries than declared', [256, 0, 16], Buffer.alloc(100)],
    ['65,536 entries in one byte', [0, 0, 8], Buffer.alloc(1)],
    ['no data', [4, 0, 8], Buffer.alloc(0)],
  ] as const)('is none with %s', (_what, descriptor, data) => {
    expect(lookupTable(descriptor, data, false)).toBeUndefined();
  });
});
