import { type DecodedFrame, decodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import type { PixelDescription } from '../pixel-description.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import { byPixel } from './by-pixel.ts';
import { unpackedBits } from './packed-bits.ts';

/** PS3.5 8.1: cells one after the other, in implicit, explicit, big endian and (once inflated) deflated data sets. */
export const nativeCodec = { decode: decodeNative };

const bigEndian = '1.2.840.10008.1.2.2';

function decodeNative(frame: EncodedFrame): DecodedFrame {
  const { description, bytes, transferSyntaxUid } = frame;
  const ordered = transferSyntaxUid === bigEndian ? littleEndianBytes(frame) : bytes;
  return cellsOfNative(description, ordered);
}

/** Little endian cells, as a native or deflated frame holds them. */
export function cellsOfNative(description: PixelDescription, bytes: Uint8Array): DecodedFrame {
  if (description.photometricInterpretation === 'YBR_FULL_422') return withAllChroma(description, bytes);
  if (description.bitsAllocated === 1) return unpackedBits(description, bytes);
  return byPixel(description, bytes);
}

function littleEndianBytes({ description, bytes, isWordValue }: EncodedFrame): Uint8Array {
  const { bitsAllocated } = description;
  if (bitsAllocated === 32) return Buffer.from(bytes.subarray(0, bytes.length & ~3)).swap32();
  if (bitsAllocated < 16 && isWordValue !== true) return bytes;
  if (bitsAllocated < 16 && bytes.length % 2 === 1 && description.frameCount > 1) {
    throw pixelsNotDecodable('its frames begin inside of big endian words');
  }
  const whole = bytes.length % 2 === 0 ? Buffer.from(bytes) : Buffer.concat([bytes, Buffer.of(0)]);
  return whole.swap16();
}

/** PS3.3 C.7.6.3.1.2: two pixels share one pair of colours, Y1 Y2 Cb Cr. */
function withAllChroma(description: PixelDescription, bytes: Uint8Array): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  if (bitsAllocated !== 8 || samplesPerPixel !== 3 || columns % 2 === 1) {
    throw pixelsNotDecodable('YBR_FULL_422 needs three samples of 8 bits and an even number of columns');
  }
  const pixels = rows * columns;
  if (bytes.length < pixels * 2) throw pixelsNotDecodable('the frame ends before its last pixel');
  const cells = new Uint8Array(pixels * 3);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 2, from += 4, to += 6) {
    cells[to] = bytes[from] as number;
    cells[to + 3] = bytes[from + 1] as number;
    cells[to + 1] = cells[to + 4] = bytes[from + 2] as number;
    cells[to + 2] = cells[to + 5] = bytes[from + 3] as number;
  }
  return decodedFrame({ ...description, photometricInterpretation: 'YBR_FULL', planarConfiguration: 0 }, cells);
}
