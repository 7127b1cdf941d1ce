import type { DecodedFrame, PixelSamples } from './decoded-frame.ts';

/** PS3.5 8.1.1: of a cell only the stored bits count; what else is in it (an overlay of old) is no pixel. */
export function sampleValues(frame: DecodedFrame): PixelSamples {
  if (hasPlainCells(frame)) return frame.samples;
  const { bitsStored, highBit, isSigned } = frame.description;
  const values = frame.samples.slice();
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  for (let at = 0; at < values.length; at += 1) {
    const topped = (values[at] as number) << left;
    values[at] = isSigned ? topped >> right : topped >>> right;
  }
  return values;
}

/** Every cell is its value: the stored bits are the lowest, and above them are zeros, or copies of the sign. */
export function hasPlainCells({ description, samples }: DecodedFrame): boolean {
  const { bitsAllocated, bitsStored, highBit, isSigned } = description;
  if (bitsStored === bitsAllocated) return true;
  if (highBit !== bitsStored - 1) return false;
  const max = isSigned ? 2 ** (bitsStored - 1) - 1 : 2 ** bitsStored - 1;
  const min = isSigned ? -max - 1 : 0;
  return samples.every((value) => value >= min && value <= max);
}
