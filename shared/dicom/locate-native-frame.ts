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
