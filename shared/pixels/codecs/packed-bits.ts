import { type DecodedFrame, decodedFrame } from '../decoded-frame.ts';
import type { PixelDescription } from '../pixel-description.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';

/** PS3.5 8.1.1: one-bit cells fill bytes from the lowest bit on; here each becomes a cell of 8 bits. */
export function unpackedBits(description: PixelDescription, bytes: Uint8Array): DecodedFrame {
  const { rows, columns, samplesPerPixel } = description;
  const count = rows * columns * samplesPerPixel;
  if (bytes.length * 8 < count) throw pixelsNotDecodable('the frame ends before its last pixel');
  const cells = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) cells[at] = ((bytes[at >> 3] as number) >> (at & 7)) & 1;
  return decodedFrame({ ...description, bitsAllocated: 8, bitsStored: 1, highBit: 0, planarConfiguration: 0 }, cells);
}

/** The way back: as native frames hold one-bit cells. */
export function packedBits({ samples }: DecodedFrame): Uint8Array {
  const packed = new Uint8Array(Math.ceil(samples.length / 8));
  for (let at = 0; at < samples.length; at += 1)
    packed[at >> 3] = (packed[at >> 3] as number) | ((samples[at] as number) << (at & 7));
  return packed;
}
