import type { DicomJson } from '../dicom/dicom-json.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { EncodedFrame } from '../pixels/encoded-frame.ts';
import type { PixelDescription } from '../pixels/pixel-description.ts';
import { pixelsNotDecodable, pixelsTooLarge } from '../pixels/pixel-failures.ts';
import type { PixelLimits } from '../pixels/pixel-limits.ts';
import { greyPixels } from './grey-pixels.ts';
import type { GreyPlan } from './grey-transform.ts';
import { findCode, findNumber } from './json-values.ts';
import type { Raster } from './raster.ts';

/** PS3.3 C.7.6.24 and C.7.6.25: pixels that are floating point numbers of 32 or 64 bits; no codec takes them. */
export type FloatBits = 32 | 64;

export function floatBitsOf(dicomJson: DicomJson): FloatBits | undefined {
  if (dicomJson['7FE00008'] !== undefined) return 32;
  return dicomJson['7FE00009'] === undefined ? undefined : 64;
}

/** In the words of whole pixels, of which such an image has no Bits Stored, High Bit and Pixel Representation. */
export function floatDescriptionOf(dicomJson: DicomJson, bits: FloatBits): PixelDescription {
  const count = (tag: string) => {
    const number = findNumber(dicomJson, tag) ?? 0;
    if (!Number.isInteger(number) || number < 1) throw pixelsNotDecodable('Rows or Columns is missing');
    return number;
  };
  return {
    rows: count('00280010'),
    columns: count('00280011'),
    samplesPerPixel: 1,
    bitsAllocated: bits,
    bitsStored: bits,
    highBit: bits - 1,
    isSigned: true,
    planarConfiguration: 0,
    photometricInterpretation: findCode(dicomJson, '00280004') ?? 'MONOCHROME2',
    frameCount: Math.max(1, Math.floor(findNumber(dicomJson, '00280008') ?? 1)),
  };
}

export function renderFloatFrame(frame: EncodedFrame, plan: GreyPlan, limits: PixelLimits): Raster {
  const { rows: height, columns: width, bitsAllocated } = frame.description;
  const byteLength = (width * height * bitsAllocated) / 8;
  if (byteLength > limits.maxFrameBytes)
    throw pixelsTooLarge(`one decoded frame may have ${limits.maxFrameBytes} bytes`);
  if (frame.bytes.length < byteLength) throw pixelsNotDecodable('the frame ends before its last pixel');
  const values = floatsIn(frame, width * height);
  return { width, height, channels: 1, pixels: greyPixels(values, plan) };
}

function floatsIn({ bytes, description, transferSyntaxUid }: EncodedFrame, count: number): Float32Array | Float64Array {
  const isLittle = transferSyntaxes.get(transferSyntaxUid)?.bigEndian !== true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (description.bitsAllocated === 64) {
    return Float64Array.from({ length: count }, (_, index) => view.getFloat64(index * 8, isLittle));
  }
  return Float32Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, isLittle));
}
