import type { DecodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import type { PixelDescription } from '../pixel-description.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { PixelLimits } from '../pixel-limits.ts';
import { assertSameShape, type CodestreamShape, codestreamCells } from './codestream-cells.ts';
import { readJpeg2000Size, withSigns } from './jpeg-2000-size.ts';
import type { CodecName, WasmHeap, WasmObject } from './wasm-module.ts';
import { withWasmCodec } from './with-wasm-codec.ts';

/** JPEG 2000 (PS3.5 8.2.4) and High-Throughput JPEG 2000 (8.2.14): one format, two coders of its blocks. */
export const jpeg2000Codec = {
  decode: (frame: EncodedFrame, limits: PixelLimits) => decodeWith('openjpeg', 'J2KDecoder', frame, limits),
  encode: encodeJpeg2000,
};
export const htj2kCodec = {
  decode: (frame: EncodedFrame, limits: PixelLimits) => decodeWith('openjph', 'HTJ2KDecoder', frame, limits),
  encode: encodeHtj2k,
};

interface Decoder extends WasmObject {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
}
interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
  readonly isUsingColorTransform: boolean;
}
interface Encoder extends WasmObject {
  getDecodedBuffer(frameInfo: FrameInfo): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setDecompositions(count: number): void;
  setQuality(lossless: boolean, layersOrStep: number): void;
  encode(): void;
}
interface Jpeg2000Encoder extends Encoder {
  setCompressionRatio(layer: number, ratio: number): void;
}
type DecoderModule = WasmHeap & { readonly [name: string]: new () => Decoder };
type EncoderModule = WasmHeap & {
  readonly J2KEncoder: new () => Jpeg2000Encoder;
  readonly HTJ2KEncoder: new () => Encoder;
};

async function decodeWith(
  name: CodecName,
  decoderName: string,
  { description, bytes }: EncodedFrame,
  limits: PixelLimits,
): Promise<DecodedFrame> {
  const size = readJpeg2000Size(bytes);
  assertSameShape(size, description);
  assertWhatIsDecoded(size, name);
  const codestream = size.isSigned ? withSigns(bytes, false) : bytes;
  const decoded = await withWasmCodec({
    name,
    maxBytes: limits.maxCodecBytes,
    make: (module: DecoderModule) => new (module[decoderName] ?? noSuchCodec())(),
    use: (decoder) => {
      decoder.getEncodedBuffer(codestream.length).set(codestream);
      decoder.decode();
      return Uint8Array.from(decoder.getDecodedBuffer());
    },
  });
  const samples = size.isSigned ? shifted(decoded, size.precision) : decoded;
  return codestreamCells(size, withoutTransform(description), samples);
}

/** What the libraries around the codecs would give back as zeros, or read beyond their memory for. */
function assertWhatIsDecoded({ components, precision }: CodestreamShape, name: CodecName): void {
  if (components !== 1 && components !== 3) throw pixelsNotDecodable('it has neither one component nor three');
  if (name === 'openjpeg' && components === 3 && precision > 8) {
    throw pixelsNotDecodable('JPEG 2000 with colours of more than 8 bits has no decoder here');
  }
}

/**
 * ISO/IEC 15444-1 G.1: unsigned samples are shifted by half of their range, signed ones are not. The libraries lose signs of
 * 8-bit samples, so signed samples pass them as unsigned ones that are shifted; this shifts to and fro.
 */
function shifted(samples: Uint8Array, precision: number): Uint8Array {
  const half = 2 ** (precision - 1);
  if (precision <= 8) return samples.map((sample) => (sample + half) & (2 * half - 1));
  const words = new Uint16Array(samples.buffer, samples.byteOffset, samples.length / 2);
  return new Uint8Array(words.map((word) => (word + half) & (2 * half - 1)).buffer);
}

/** The colour transform of the codestream is undone by its decoder (PS3.3 C.7.6.3.1.2). */
function withoutTransform(description: PixelDescription): PixelDescription {
  const isTransformed = /^YBR_(?:RCT|ICT)$/.test(description.photometricInterpretation);
  return isTransformed ? { ...description, photometricInterpretation: 'RGB' } : description;
}

function encodeJpeg2000(shape: CodestreamShape, samples: Uint8Array, limits: PixelLimits): Promise<Uint8Array> {
  return withWasmCodec({
    name: 'openjpeg',
    maxBytes: limits.maxCodecBytes,
    make: (module: EncoderModule) => new module.J2KEncoder(),
    use: (encoder) => {
      encoder.setQuality(true, 1);
      encoder.setCompressionRatio(0, 0);
      return encodeWith(encoder, shape, samples, decompositionsOf(shape));
    },
  });
}

/** OpenJPH gives back other samples than it was given when a single line is not decomposed at all. */
function encodeHtj2k(shape: CodestreamShape, samples: Uint8Array, limits: PixelLimits): Promise<Uint8Array> {
  return withWasmCodec({
    name: 'openjph',
    maxBytes: limits.maxCodecBytes,
    make: (module: EncoderModule) => new module.HTJ2KEncoder(),
    use: (encoder) => {
      encoder.setQuality(true, 0);
      return encodeWith(encoder, shape, samples, Math.max(1, decompositionsOf(shape)));
    },
  });
}

/** More decompositions than the smaller side has halves are refused by OpenJPEG. */
const decompositionsOf = ({ rows, columns }: CodestreamShape): number =>
  Math.min(5, Math.floor(Math.log2(Math.min(rows, columns))));

function encodeWith(encoder: Encoder, shape: CodestreamShape, samples: Uint8Array, decompositions: number): Uint8Array {
  const { rows, columns, precision, isSigned, components } = shape;
  const frameInfo = {
    width: columns,
    height: rows,
    bitsPerSample: precision,
    componentCount: components,
    isSigned: false,
    isUsingColorTransform: components === 3,
  };
  encoder.getDecodedBuffer(frameInfo).set(isSigned ? shifted(samples, precision) : samples);
  encoder.setDecompositions(decompositions);
  encoder.encode();
  const codestream = Uint8Array.from(encoder.getEncodedBuffer());
  return isSigned ? withSigns(codestream, true) : codestream;
}

function noSuchCodec(): never {
  throw new Error('a codec has no decoder of its name');
}
