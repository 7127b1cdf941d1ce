import { type DecodedFrame, decodedFrame } from '../../shared/pixels/decoded-frame.ts';
import type { PixelDescription } from '../../shared/pixels/pixel-description.ts';

/** A frame of 4 × 3 cells of 16 bits, of which 12 are stored, unless told otherwise. */
export function describeFrame(wish: Partial<PixelDescription> = {}): PixelDescription {
  const bitsAllocated = wish.bitsAllocated ?? 16;
  const bitsStored = wish.bitsStored ?? Math.min(12, bitsAllocated);
  const samplesPerPixel = wish.samplesPerPixel ?? 1;
  return {
    rows: 3,
    columns: 4,
    samplesPerPixel,
    bitsAllocated,
    bitsStored,
    highBit: bitsStored - 1,
    isSigned: false,
    planarConfiguration: 0,
    photometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB',
    frameCount: 1,
    ...wish,
  };
}

/** Values that look like a picture with noise on it: runs, slopes and surprises, the same ones for the same seed. */
export function makeFrame(wish: Partial<PixelDescription> = {}, seed = 1): DecodedFrame {
  const description = describeFrame(wish);
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, isSigned } = description;
  const bytes = new Uint8Array((rows * columns * samplesPerPixel * bitsAllocated) / 8);
  const frame = decodedFrame(description, bytes);
  const range = 2 ** bitsStored;
  let noise = seed;
  for (let at = 0; at < frame.samples.length; at += 1) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0;
    const slope = Math.floor((at / frame.samples.length) * range);
    const value = noise % 5 === 0 ? noise % range : slope;
    frame.samples[at] = isSigned ? value - range / 2 : value;
  }
  return frame;
}
