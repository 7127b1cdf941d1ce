import type { DecodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { PixelLimits } from '../pixel-limits.ts';
import { assertSameShape, codestreamCells } from './codestream-cells.ts';
import { jpegLosslessCodec } from './jpeg-lossless.ts';
import { type JpegFrameHeader, readJpegFrameHeader } from './jpeg-markers.ts';
import type { WasmHeap, WasmObject } from './wasm-module.ts';
import { withWasmCodec } from './with-wasm-codec.ts';

/** JPEG (PS3.5 8.2.1): the codestream itself says which process it is, whatever transfer syntax it lies in. */
export const jpegCodec = { decode: decodeJpeg };

interface JpegDecoder extends WasmObject {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
}
interface JpegModule extends WasmHeap {
  readonly JPEGDecoder: new () => JpegDecoder;
}

const losslessProcess = 0xc3;

async function decodeJpeg(frame: EncodedFrame, limits: PixelLimits): Promise<DecodedFrame> {
  const { description, bytes } = frame;
  const header = readJpegFrameHeader(bytes);
  if (header.process === losslessProcess) return jpegLosslessCodec.decode(frame);
  assertSameShape(header, description);
  if (header.precision !== 8) throw pixelsNotDecodable('a JPEG of 12 bits needs a decoder that is not here');
  const isRgb = header.components === 3 && description.photometricInterpretation === 'RGB';
  const decoded = await withWasmCodec({
    name: 'libjpeg-turbo-8bit',
    maxBytes: limits.maxCodecBytes,
    make: (module: JpegModule) => new module.JPEGDecoder(),
    use: (decoder) => {
      const encoded = isRgb ? saidToBeRgb(bytes, header) : bytes;
      decoder.getEncodedBuffer(encoded.length).set(encoded);
      decoder.decode();
      return Uint8Array.from(decoder.getDecodedBuffer());
    },
  });
  const photometricInterpretation = header.components === 3 ? 'RGB' : description.photometricInterpretation;
  return codestreamCells(header, { ...description, photometricInterpretation }, decoded);
}

/** Adobe's marker with transform 0. */
const noTransform = Buffer.from('ffee000e41646f626500640000000000', 'hex');

/**
 * PS3.5 8.2.1: Photometric Interpretation says what the components are. A decoder that is not told takes three of them for
 * YCbCr, so where the codestream itself is silent it is told.
 */
function saidToBeRgb(bytes: Uint8Array, { hasColourMarker, offset }: JpegFrameHeader): Uint8Array {
  if (hasColourMarker) return bytes;
  return Buffer.concat([bytes.subarray(0, offset), noTransform, bytes.subarray(offset)]);
}
