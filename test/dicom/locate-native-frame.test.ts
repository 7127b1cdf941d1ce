import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateNativeFrame } from '../../shared/dicom/locate-native-frame.ts';
import { extractFrame } from '../makers/extract-frame.ts';

const bitAt = (bytes: Uint8Array, bit: number): number => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;

describe('a native frame', () => {
  it('has the bits of its place, whatever bit it begins at', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 40, maxLength: 40 }),
        fc.integer({ min: 1, max: 79 }),
        fc.integer({ min: 1, max: 4 }),
        (file, frameBits, frameNumber) => {
          const frames = { kind: 'native' as const, offset: 0, frameBits, numberOfFrames: 4 };

          const { range, bitOffset } = locateNativeFrame(frames, frameNumber);
          const frame = extractFrame(file.subarray(range.offset, range.offset + range.length), bitOffset, frameBits);

          expect(frame.length).toBe(Math.ceil(frameBits / 8));
          for (let bit = 0; bit < frame.length * 8; bit++) {
            const expected = bit < frameBits ? bitAt(file, (frameNumber - 1) * frameBits + bit) : 0;
            expect(bitAt(frame, bit)).toBe(expected);
          }
        },
      ),
    );
  });

  it('of whole bytes is a view, not a copy', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);

    expect(extractFrame(bytes, 0, 16).buffer).toBe(bytes.buffer);
  });
});
