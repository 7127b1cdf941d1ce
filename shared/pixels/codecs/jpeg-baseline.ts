import type { DecodedFrame } from '../decoded-frame.ts';
import type { PixelLimits } from '../pixel-limits.ts';
import type { WasmHeap, WasmObject } from './wasm-module.ts';
import { withWasmCodec } from './with-wasm-codec.ts';

/** High enough that nothing is seen of it at the window it was encoded with; it is lossy all the same. */
const quality = 95;
/** Tables and headers, which a small picture is smaller than. */
const headerBytes = 1536;

interface JpegEncoder extends WasmObject {
  getDecodedBuffer(frameInfo: object): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setQuality(quality: number): void;
  setProgressive(progressive: number): void;
  encode(): void;
}
interface JpegEncoderModule extends WasmHeap {
  readonly JPEGEncoder: new () => JpegEncoder;
}

/** PS3.5 8.2.1, JPEG Baseline: colours leave as YCbCr with all of their samples (YBR_FULL). */
export function encodeJpegBaseline({ description, bytes }: DecodedFrame, limits: PixelLimits): Promise<Uint8Array> {
  const { rows, columns, samplesPerPixel } = description;
  return withWasmCodec({
    name: 'libjpeg-turbo-8bit',
    maxBytes: limits.maxCodecBytes,
    make: (module: JpegEncoderModule) => new module.JPEGEncoder(),
    use: (encoder) => {
      const frameInfo = { width: columns, height: rows, componentCount: samplesPerPixel, isSigned: false };
      encoder.getDecodedBuffer({ ...frameInfo, bitsPerSample: 8 * roomFor(bytes.length) }).set(bytes);
      encoder.setQuality(quality);
      encoder.setProgressive(0);
      encoder.encode();
      return Uint8Array.from(encoder.getEncodedBuffer());
    },
  });
}

/** The library gives the codestream as much room as the samples would have at so many bytes each, and encodes one of them. */
const roomFor = (byteLength: number): number => 1 + Math.ceil(headerBytes / byteLength);
