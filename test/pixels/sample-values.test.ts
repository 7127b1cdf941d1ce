import { describe, expect, it } from 'vitest';
import { decodedFrame } from '../../shared/pixels/decoded-frame.ts';
import { hasPlainCells, sampleValues } from '../../shared/pixels/sample-values.ts';
import { describeFrame, makeFrame } from './make-frame.ts';

const frameOf = (cells: readonly number[], wish: Parameters<typeof describeFrame>[0]) =>
  decodedFrame(
    describeFrame({ rows: 1, columns: cells.length, ...wish }),
    new Uint8Array(Uint16Array.from(cells).buffer),
  );

describe('the stored bits of a cell (PS3.5 8.1.1)', () => {
  it('are all of it where the rest is empty', () => {
    const frame = makeFrame({ isSigned: true });

    expect(hasPlainCells(frame)).toBe(true);
    expect(sampleValues(frame)).toBe(frame.samples);
  });

  it('are left alone when an overlay lies above them', () => {
    const frame = frameOf([0x1fff, 0xf001], {});

    expect(hasPlainCells(frame)).toBe(false);
    expect([...sampleValues(frame)]).toEqual([0x0fff, 1]);
  });

  it('carry their sign to the top', () => {
    expect([...sampleValues(frameOf([0x0fff, 0x0800, 0x07ff], { isSigned: true }))]).toEqual([-1, -2048, 2047]);
  });

  it('move down from a high bit', () => {
    expect([...sampleValues(frameOf([0xfff0, 0x0010], { highBit: 15 }))]).toEqual([0x0fff, 1]);
  });
});
