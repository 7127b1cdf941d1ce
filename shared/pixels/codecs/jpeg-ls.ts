import type { DecodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { PixelLimits } from '../pixel-limits.ts';
import { byPixel } from './by-pixel.ts';
import { assertSameShape, type CodestreamShape, codestreamCells } from './codestream-cells.ts';
import { readJpegFrameHeader } from './jpeg-markers.ts';
import type { WasmHeap, WasmObject } from './wasm-module.ts';
import { withWasmCodec } from './with-wasm-codec.ts';

/** JPEG-LS (PS3.5 8.2.3), which knows no signs: signed cells are coded as the unsigned ones of the same bits. */
export const jpegLsCodec = { decode: decodeJpegLs, encode: encodeJpegLs };

interface JpegLsDecoder extends WasmObject {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getInterleaveMode(): number;
  decode(): void;
}
interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}
interface JpegLsEncoder extends WasmObject {
  getDecodedBuffer(frameInfo: FrameInfo): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setNearLossless(near: number): void;
  setInterleaveMode(mode: number): void;
  encode(): void;
}
interface JpegLsModule extends WasmHeap {
  readonly JpegLSDecoder: new () => JpegLsDecoder;
  readonly JpegLSEncoder: new () => JpegLsEncoder;
}

const name = 'charls';
const bySample = 2;
const byPlane = 0;

async function decodeJpegLs({ description, bytes }: EncodedFrame, limits: PixelLimits): Promise<DecodedFrame> {
  const header = readJpegFrameHeader(bytes);
  if (header.process !== 0xf7) throw pixelsNotDecodable('its codestream is not JPEG-LS');
  assertSameShape(header, description);
  const { decoded, mode } = await withWasmCodec({
    name,
    maxBytes: limits.maxCodecBytes,
    make: (module: JpegLsModule) => new module.JpegLSDecoder(),
    use: (decoder) => {
      decoder.getEncodedBuffer(bytes.length).set(bytes);
      decoder.decode();
      return { decoded: Uint8Array.from(decoder.getDecodedBuffer()), mode: decoder.getInterleaveMode() };
    },
  });
  const frame = codestreamCells(header, description, decoded);
  if (header.components === 1 || mode !== byPlane) return frame;
  return byPixel({ ...frame.description, planarConfiguration: 1 }, frame.bytes);
}

/** `samples` has one or two bytes a sample, by the precision. */
export function encodeJpegLs(shape: CodestreamShape, samples: Uint8Array, limits: PixelLimits): Promise<Uint8Array> {
  return withWasmCodec({
    name,
    maxBytes: limits.maxCodecBytes,
    make: (module: JpegLsModule) => new module.JpegLSEncoder(),
    use: (encoder) => {
      const { columns, rows, precision, components } = shape;
      const frameInfo = { width: columns, height: rows, bitsPerSample: precision, componentCount: components };
      encoder.getDecodedBuffer(frameInfo).set(samples);
      encoder.setNearLossless(0);
      encoder.setInterleaveMode(components === 1 ? byPlane : bySample);
      encoder.encode();
      return Uint8Array.from(encoder.getEncodedBuffer());
    },
  });
}
