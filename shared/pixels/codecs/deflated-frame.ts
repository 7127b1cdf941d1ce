import { inflateRawSync } from 'node:zlib';
import type { DecodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import type { PixelDescription } from '../pixel-description.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import { cellsOfNative } from './native.ts';

/** PS3.5 A.4.13: a native frame, deflated by itself; nothing is inflated past the frame's end. */
export const deflatedFrameCodec = {
  decode({ description, bytes }: EncodedFrame): DecodedFrame {
    return cellsOfNative(description, inflated(bytes, nativeBytes(description)));
  },
};

const nativeBytes = ({ rows, columns, samplesPerPixel, bitsAllocated }: PixelDescription): number =>
  Math.ceil((rows * columns * samplesPerPixel * bitsAllocated) / 8);

function inflated(bytes: Uint8Array, byteLength: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: byteLength + 1 });
  } catch (error) {
    throw pixelsNotDecodable(
      (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
        ? 'the frame inflates beyond its pixels'
        : 'its deflated bytes are corrupt',
    );
  }
}
