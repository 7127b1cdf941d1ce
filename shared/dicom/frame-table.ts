import type { ByteRange } from './byte-range.ts';

/** Where each frame of an instance lies, so that a frame is one range read (PS3.5 8, A.4). */
export type FrameTable = NativeFrames | EncapsulatedFrames;

/** Uncompressed frames follow each other; `frameBits` is not always a multiple of 8 (1-bit segmentations). */
export interface NativeFrames {
  readonly kind: 'native';
  readonly offset: number;
  readonly frameBits: number;
  readonly numberOfFrames: number;
}

/** Compressed frames: the fragments of each, item headers left out; joined they are the frame's bit stream. */
export interface EncapsulatedFrames {
  readonly kind: 'encapsulated';
  readonly frames: readonly (readonly ByteRange[])[];
}
