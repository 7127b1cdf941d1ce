import type { ByteRange } from '../dicom/byte-range.ts';
import type { FrameTable, NativeFrames } from '../dicom/frame-table.ts';
import { locateNativeFrame } from '../dicom/locate-native-frame.ts';
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

/** PS3.18 10.4.1.1.6: frames count from 1; one that is not there fails the request. */
export function locateFrame(table: FrameTable | undefined, frameNumber: number): LocatedFrame {
  if (table === undefined) throw notFound('This instance has no frames.');
  if (table.kind === 'native') return nativeFrame(table, frameNumber);
  const ranges = table.frames[frameNumber - 1];
  if (ranges === undefined) throw beyond(table.frames.length);
  return { frameNumber, ranges, byteLength: totalBytes(ranges) };
}

function nativeFrame(table: NativeFrames, frameNumber: number): LocatedFrame {
  const { frameBits, numberOfFrames } = table;
  if (frameNumber > numberOfFrames) throw beyond(numberOfFrames);
  const { range, bitOffset } = locateNativeFrame(table, frameNumber);
  const frame = { frameNumber, ranges: [range], byteLength: Math.ceil(frameBits / 8) };
  if (bitOffset === 0 && frameBits % 8 === 0) return frame;
  return { ...frame, bits: { leadingBits: bitOffset, bitLength: frameBits } };
}

const notFound = (message: string) => new GatewayError('frame-not-found', message);
const beyond = (count: number) => notFound(`This instance has ${count} frames; ask for frames from 1 to ${count}.`);
