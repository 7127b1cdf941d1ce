import type { ByteRange } from '../dicom/byte-range.ts';
import type { FrameTable, NativeFrames } from '../dicom/frame-table.ts';
import { GatewayError } from '../errors.ts';
import type { BitFrame } from './align-bits.ts';
import { totalBytes } from './read-ranges.ts';

/** The bytes of one frame: joined, its ranges are the frame, once the bits are moved to a byte's edge. */
export interface LocatedFrame {
  readonly frameNumber: number;
  readonly ranges: readonly ByteRange[];
  readonly byteLength: number;
  readonly bits?: BitFrame;
}

export function numberOfFrames(table: FrameTable | undefined): number {
  if (table === undefined) return 0;
  return table.kind === 'native' ? table.numberOfFrames : table.frames.length;
}

/** PS3.18 10.4.1.1.6: frames count from 1; one that is not there fails the request. */
export function locateFrame(table: FrameTable | undefined, frameNumber: number): LocatedFrame {
  if (table === undefined) throw notFound('This instance has no frames.');
  if (table.kind === 'native') return locateNativeFrame(table, frameNumber);
  const ranges = table.frames[frameNumber - 1];
  if (ranges === undefined) throw beyond(table.frames.length);
  return { frameNumber, ranges, byteLength: totalBytes(ranges) };
}

function locateNativeFrame({ offset, frameBits, numberOfFrames }: NativeFrames, frameNumber: number): LocatedFrame {
  if (frameNumber > numberOfFrames) throw beyond(numberOfFrames);
  const startBit = (frameNumber - 1) * frameBits;
  const startByte = Math.floor(startBit / 8);
  const endByte = Math.ceil((startBit + frameBits) / 8);
  const ranges = [{ offset: offset + startByte, length: endByte - startByte }];
  const leadingBits = startBit % 8;
  const frame = { frameNumber, ranges, byteLength: Math.ceil(frameBits / 8) };
  if (leadingBits === 0 && frameBits % 8 === 0) return frame;
  return { ...frame, bits: { leadingBits, bitLength: frameBits } };
}

const notFound = (message: string) => new GatewayError('frame-not-found', message);
const beyond = (count: number) => notFound(`This instance has ${count} frames; ask for frames from 1 to ${count}.`);
