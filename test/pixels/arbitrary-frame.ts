import fc from 'fast-check';
import type { DecodedFrame } from '../../shared/pixels/decoded-frame.ts';
import { makeFrame } from './make-frame.ts';

export interface FrameKinds {
  readonly bitsAllocated?: readonly number[];
  readonly samplesPerPixel?: readonly number[];
  readonly minSide?: number;
}

/** Frames of every depth, sign and shape that DICOM has, up to 40 × 40 pixels. */
export function arbitraryFrame({
  bitsAllocated,
  samplesPerPixel,
  minSide = 1,
}: FrameKinds = {}): fc.Arbitrary<DecodedFrame> {
  return fc
    .record({
      rows: fc.integer({ min: minSide, max: 40 }),
      columns: fc.integer({ min: minSide, max: 40 }),
      samplesPerPixel: fc.constantFrom(...(samplesPerPixel ?? [1, 3])),
      bitsAllocated: fc.constantFrom(...(bitsAllocated ?? [8, 16])),
      storedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      isSigned: fc.boolean(),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    })
    .map(({ storedShare, seed, ...shape }) => {
      const bitsStored = Math.max(shape.isSigned ? 2 : 1, Math.round(storedShare * shape.bitsAllocated));
      const isSigned = shape.isSigned && shape.samplesPerPixel === 1;
      return makeFrame({ ...shape, isSigned, bitsStored }, seed);
    });
}
