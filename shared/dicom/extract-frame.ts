import type { ByteRange } from './byte-range.ts';
import type { NativeFrames } from './frame-table.ts';

/** The bytes of a file that hold a native frame, and where within them it begins. */
export interface FrameLocation {
  readonly range: ByteRange;
  readonly bitOffset: number;
}

/** Frames of single bits follow each other without padding, so a frame may begin within a byte (PS3.5 8.1.1). */
export function locateNativeFrame({ offset, frameBits }: NativeFrames, frameNumber: number): FrameLocation {
  const firstBit = (frameNumber - 1) * frameBits;
  const firstByte = Math.floor(firstBit / 8);
  const length = Math.ceil((firstBit + frameBits) / 8) - firstByte;
  return { range: { offset: offset + firstByte, length }, bitOffset: firstBit % 8 };
}

/** Shifts a frame to the start of its first byte; the bits after its end are zero. Bit 0 of a byte comes first. */
export function extractFrame(bytes: Uint8Array, bitOffset: number, bitLength: number): Uint8Array {
  if (bitOffset === 0 && bitLength % 8 === 0) return bytes.subarray(0, bitLength / 8);
  const frame = new Uint8Array(Math.ceil(bitLength / 8));
  for (let at = 0; at < frame.length; at++) {
    frame[at] = ((bytes[at] ?? 0) >> bitOffset) | ((bytes[at + 1] ?? 0) << (8 - bitOffset));
  }
  const bitsInLastByte = bitLength % 8;
  if (bitsInLastByte !== 0) frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) & ((1 << bitsInLastByte) - 1);
  return frame;
}
