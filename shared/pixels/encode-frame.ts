import type { CodestreamShape } from './codecs/codestream-cells.ts';
import { htj2kCodec, jpeg2000Codec } from './codecs/jpeg-2000.ts';
import { encodeJpegBaseline } from './codecs/jpeg-baseline.ts';
import { jpegLsCodec } from './codecs/jpeg-ls.ts';
import { rleCodec } from './codecs/rle.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { pixelsNotDecodable } from './pixel-failures.ts';
import type { PixelLimits } from './pixel-limits.ts';
import { hasPlainCells } from './sample-values.ts';
import {
  explicitLittleEndianUid,
  htj2kUid,
  jpeg2000Uid,
  jpegBaselineUid,
  jpegLsUid,
  rleUid,
  transcodingTargets,
} from './transcoding-targets.ts';

/** Whole cells in one of `transcodingTargets`; all but JPEG Baseline give back every bit. */
export async function encodeFrame(frame: DecodedFrame, target: string, limits: PixelLimits): Promise<Uint8Array> {
  if (!transcodingTargets(frame.description).includes(target)) {
    throw pixelsNotDecodable('pixels of its kind cannot be had in this transfer syntax');
  }
  const encode = encoders.get(target);
  if (encode === undefined) throw pixelsNotDecodable('there is no encoder for this transfer syntax');
  return encode(frame, limits);
}

type Encoder = (frame: DecodedFrame, limits: PixelLimits) => Uint8Array | Promise<Uint8Array>;
type SampleEncoder = (shape: CodestreamShape, samples: Uint8Array, limits: PixelLimits) => Promise<Uint8Array>;

/** JPEG-LS knows no single bits (ISO/IEC 14495-1 C.2.2). */
const fewestBits = 2;

const withSamples =
  (encode: SampleEncoder): Encoder =>
  (frame, limits) => {
    const { rows, columns, samplesPerPixel, isSigned } = frame.description;
    const precision = precisionOf(frame);
    const shape = { rows, columns, components: samplesPerPixel, precision, isSigned };
    return encode(shape, samplesOf(frame, precision), limits);
  };

const encoders: ReadonlyMap<string, Encoder> = new Map<string, Encoder>([
  [explicitLittleEndianUid, ({ bytes }) => bytes],
  [rleUid, rleCodec.encode],
  [jpegLsUid, withSamples(jpegLsCodec.encode)],
  [jpeg2000Uid, withSamples(jpeg2000Codec.encode)],
  [htj2kUid, withSamples(htj2kCodec.encode)],
  [jpegBaselineUid, encodeJpegBaseline],
]);

/** Bits Stored, unless something else is in the cells: then all of their bits, so that nothing is lost. */
function precisionOf(frame: DecodedFrame): number {
  const { bitsStored, bitsAllocated } = frame.description;
  return hasPlainCells(frame) ? Math.max(fewestBits, bitsStored) : bitsAllocated;
}

/** As codecs take them: one or two bytes each by the precision, and of a signed sample the lowest bits. */
function samplesOf({ description, samples, bytes }: DecodedFrame, precision: number): Uint8Array {
  const { bitsAllocated, isSigned } = description;
  const isNarrow = precision <= 8 && bitsAllocated === 16;
  if (!isNarrow && !(isSigned && precision < bitsAllocated)) return bytes;
  const mask = 2 ** precision - 1;
  if (precision <= 8) return Uint8Array.from(samples, (sample) => sample & mask);
  return new Uint8Array(Uint16Array.from(samples, (sample) => sample & mask).buffer);
}
