import type { PixelDescription } from './pixel-description.ts';
import { pixelsNotDecodable } from './pixel-failures.ts';

export type PixelSamples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** A frame as whole cells, colour by pixel: every reader of pixels works from this form. */
export interface DecodedFrame {
  /** As it is after decoding: Photometric Interpretation and Planar Configuration are those of `samples`. */
  readonly description: PixelDescription;
  /** One cell a sample, with all bits of the cell; `sampleValues` leaves only the stored ones. */
  readonly samples: PixelSamples;
  /** The same memory, little endian: what Explicit VR Little Endian sends. */
  readonly bytes: Uint8Array;
}

/** `bytes` are the cells, little endian, `description.bitsAllocated` (8, 16 or 32) each. */
export function decodedFrame(description: PixelDescription, bytes: Uint8Array): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  const byteLength = (rows * columns * samplesPerPixel * bitsAllocated) / 8;
  if (bytes.length < byteLength) throw pixelsNotDecodable('the frame ends before its last pixel');
  const exact = bytes.subarray(0, byteLength);
  const aligned = exact.byteOffset % (bitsAllocated / 8) === 0 ? exact : Uint8Array.from(exact);
  return { description, samples: samplesOver(aligned, description), bytes: aligned };
}

function samplesOver(bytes: Uint8Array, { bitsAllocated, isSigned }: PixelDescription): PixelSamples {
  const { byteOffset, length } = bytes;
  const buffer = bytes.buffer as ArrayBuffer;
  if (bitsAllocated === 8) return isSigned ? new Int8Array(buffer, byteOffset, length) : bytes;
  if (bitsAllocated === 16) return new (isSigned ? Int16Array : Uint16Array)(buffer, byteOffset, length / 2);
  return new (isSigned ? Int32Array : Uint32Array)(buffer, byteOffset, length / 4);
}
