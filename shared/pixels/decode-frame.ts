import { deflatedFrameCodec } from './codecs/deflated-frame.ts';
import { jpegCodec } from './codecs/jpeg.ts';
import { htj2kCodec, jpeg2000Codec } from './codecs/jpeg-2000.ts';
import { jpegLsCodec } from './codecs/jpeg-ls.ts';
import { nativeCodec } from './codecs/native.ts';
import { rleCodec } from './codecs/rle.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import type { EncodedFrame } from './encoded-frame.ts';
import type { PixelDecoder } from './pixel-codec.ts';
import { pixelsNotDecodable, pixelsTooLarge } from './pixel-failures.ts';
import type { PixelLimits } from './pixel-limits.ts';

/** From any transfer syntax that can be read to whole cells; a frame that is corrupt or too large fails, and nothing else. */
export async function decodeFrame(frame: EncodedFrame, limits: PixelLimits): Promise<DecodedFrame> {
  const decode = decoderOf(frame.transferSyntaxUid);
  if (decode === undefined) throw pixelsNotDecodable('there is no decoder for its transfer syntax');
  refuseLarge(frame, limits);
  return decode(frame, limits);
}

const prefix = '1.2.840.10008.1.2';

const decoders: ReadonlyMap<string, PixelDecoder> = new Map<string, PixelDecoder>([
  [prefix, nativeCodec.decode],
  [`${prefix}.1`, nativeCodec.decode],
  [`${prefix}.1.98`, nativeCodec.decode],
  [`${prefix}.1.99`, nativeCodec.decode],
  [`${prefix}.2`, nativeCodec.decode],
  [`${prefix}.4.50`, jpegCodec.decode],
  [`${prefix}.4.51`, jpegCodec.decode],
  [`${prefix}.4.57`, jpegCodec.decode],
  [`${prefix}.4.70`, jpegCodec.decode],
  [`${prefix}.4.80`, jpegLsCodec.decode],
  [`${prefix}.4.81`, jpegLsCodec.decode],
  [`${prefix}.4.90`, jpeg2000Codec.decode],
  [`${prefix}.4.91`, jpeg2000Codec.decode],
  [`${prefix}.4.201`, htj2kCodec.decode],
  [`${prefix}.4.202`, htj2kCodec.decode],
  [`${prefix}.4.203`, htj2kCodec.decode],
  [`${prefix}.5`, rleCodec.decode],
  [`${prefix}.8.1`, deflatedFrameCodec.decode],
]);

const decoderOf = (transferSyntaxUid: string): PixelDecoder | undefined => decoders.get(transferSyntaxUid);

/** Before anything is decoded: what the header promises is what codecs are held to. */
function refuseLarge({ description }: EncodedFrame, { maxFrameBytes }: PixelLimits): void {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  const cellBytes = Math.max(1, bitsAllocated / 8);
  if (rows * columns * samplesPerPixel * cellBytes <= maxFrameBytes) return;
  throw pixelsTooLarge(`one decoded frame may have ${maxFrameBytes} bytes`);
}
