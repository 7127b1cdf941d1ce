import { describe, expect, it } from 'vitest';
import { cutBytes, windowOf } from '../../shared/retrieve/window-of.ts';

const ranges = [
  { offset: 100, length: 10 },
  { offset: 500, length: 0 },
  { offset: 200, length: 5 },
  { offset: 50, length: 20 },
];
const places = ranges.flatMap(({ offset, length }) => Array.from({ length }, (_, index) => offset + index));
const windows = [
  [0, 35],
  [0, 0],
  [0, 1],
  [9, 2],
  [10, 5],
  [12, 15],
  [34, 1],
] as const;

describe.each(windows)('a window at %i of %i bytes', (offset, length) => {
  it('finds the bytes that the joined ranges have there', () => {
    const found = windowOf(ranges, { offset, length });

    expect(found.flatMap((range) => Array.from({ length: range.length }, (_, index) => range.offset + index))).toEqual(
      places.slice(offset, offset + length),
    );
  });

  it.each([1, 3, 35])('cuts it out of chunks of %i', async (chunkBytes) => {
    const cut: number[] = [];

    for await (const chunk of cutBytes(chunksOf(chunkBytes), { offset, length })) cut.push(...chunk);

    expect(cut).toEqual(places.map((place) => place & 0xff).slice(offset, offset + length));
  });
});

async function* chunksOf(size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < places.length; at += size) yield Uint8Array.from(places.slice(at, at + size));
}
