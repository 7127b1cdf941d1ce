import { describe, expect, it } from 'vitest';
import { expandSegments } from '../../shared/render/segmented-palette.ts';

const expand = (words: readonly number[], count: number) => expandSegments(Uint16Array.from(words), count);

describe('segments of a palette (PS3.3 C.7.9.2)', () => {
  it('are copied where they are discrete', () => {
    expect(expand([0, 3, 7, 8, 9], 3)).toEqual(Uint16Array.of(7, 8, 9));
  });

  it('go in equal steps from the entry before to the one given where they are linear', () => {
    expect(expand([0, 1, 0, 1, 4, 100], 5)).toEqual(Uint16Array.of(0, 25, 50, 75, 100));
    expect(expand([0, 1, 100, 1, 2, 0], 3)).toEqual(Uint16Array.of(100, 50, 0));
  });

  it('are repeated where they are indirect, by their offset in bytes', () => {
    const words = [0, 2, 0, 10, 1, 2, 30, 2, 2, 0, 0];

    expect(expand(words, 8)).toEqual(Uint16Array.of(0, 10, 20, 30, 0, 10, 20, 30));
  });

  it('may end with a word of padding', () => {
    expect(expand([0, 1, 5, 0], 1)).toEqual(Uint16Array.of(5));
  });

  it.each([
    ['too few entries', [0, 2, 1, 2], 3],
    ['too many entries', [0, 3, 1, 2, 3], 2],
    ['a segment that is cut off', [0, 9, 1, 2], 9],
    ['a linear segment with nothing before it', [1, 4, 100], 4],
    ['an opcode that is none', [7, 1, 1], 1],
    ['an indirect segment that points at itself', [0, 1, 5, 2, 1, 6, 0], 65_536],
    ['an indirect segment that points forwards', [2, 1, 8, 0, 0, 1, 5], 2],
    ['an indirect segment that points past the end', [0, 1, 5, 2, 1, 0xfffe, 0xffff], 65_536],
    ['an odd offset', [0, 1, 5, 2, 1, 1, 0], 2],
    ['an indirect segment that repeats nothing', [0, 1, 5, 2, 0, 0, 0, 0, 1, 6], 2],
  ])('are refused with %s', (_what, words, count) => {
    expect(expand(words, count)).toBeUndefined();
  });

  it('that repeat each other a million times fill no memory and take no time', () => {
    const repeat = [2, 0xffff, 0, 0];
    const words = [0, 1, 5, ...Array.from({ length: 100_000 }, () => repeat).flat()];

    const before = performance.now();
    expect(expand(words, 65_536)).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(500);
  });
});
