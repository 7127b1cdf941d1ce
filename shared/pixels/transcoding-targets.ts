import type { EncodedFrame } from './encoded-frame.ts';
import type { PixelDescription } from './pixel-description.ts';
import { canDecode } from './readable-syntaxes.ts';

const prefix = '1.2.840.10008.1.2';
export const explicitLittleEndianUid = `${prefix}.1`;
export const rleUid = `${prefix}.5`;
export const jpegBaselineUid = `${prefix}.4.50`;
export const jpegLsUid = `${prefix}.4.80`;
export const jpeg2000Uid = `${prefix}.4.90`;
export const htj2kUid = `${prefix}.4.201`;

/**
 * What stored frames can be had in, whatever they are stored in. One-bit frames leave as native ones only: nothing else keeps
 * the bits of a segmentation together.
 */
export function transcodingTargetsOf({
  transferSyntaxUid,
  description,
}: Omit<EncodedFrame, 'bytes'>): readonly string[] {
  if (!canDecode(transferSyntaxUid)) return [];
  if (description.bitsAllocated === 1) return [explicitLittleEndianUid];
  return transcodingTargets({
    ...description,
    photometricInterpretation: coloursAfterDecoding(transferSyntaxUid, description),
  });
}

/** PS3.3 C.7.6.3.1.2: what decoders leave of the stored colours. */
function coloursAfterDecoding(
  transferSyntaxUid: string,
  { photometricInterpretation, samplesPerPixel }: PixelDescription,
): string {
  if (/^YBR_(?:RCT|ICT)$/.test(photometricInterpretation)) return 'RGB';
  const isLossyJpeg = transferSyntaxUid === jpegBaselineUid || transferSyntaxUid === `${prefix}.4.51`;
  if (isLossyJpeg && samplesPerPixel === 3) return 'RGB';
  return photometricInterpretation === 'YBR_FULL_422' ? 'YBR_FULL' : photometricInterpretation;
}

/** What pixels of a kind can be encoded to, the standard's default first (PS3.18 8.7.3.3); `description` is after decoding. */
export function transcodingTargets(description: PixelDescription): readonly string[] {
  const { bitsAllocated, samplesPerPixel } = description;
  if (bitsAllocated === 32) return samplesPerPixel <= 3 ? [explicitLittleEndianUid, rleUid] : [explicitLittleEndianUid];
  return [
    explicitLittleEndianUid,
    rleUid,
    ...(samplesPerPixel === 1 || samplesPerPixel === 3 ? [jpegLsUid] : []),
    ...(fitsJpeg2000(description) ? [jpeg2000Uid, htj2kUid] : []),
    ...(fitsJpegBaseline(description) ? [jpegBaselineUid] : []),
  ];
}

/** Of colours: RGB of 8 bits, which becomes YBR_RCT (PS3.5 8.2.4); other colours have no encoder that is right. */
function fitsJpeg2000({ samplesPerPixel, bitsAllocated, photometricInterpretation }: PixelDescription): boolean {
  if (samplesPerPixel === 1) return true;
  return samplesPerPixel === 3 && bitsAllocated === 8 && photometricInterpretation === 'RGB';
}

/** PS3.5 8.2.1: 8 bits, no sign; an index into a palette must not be changed by a lossy coder. */
function fitsJpegBaseline(description: PixelDescription): boolean {
  const { bitsStored, bitsAllocated, isSigned, photometricInterpretation, rows, columns } = description;
  if (bitsAllocated !== 8 || bitsStored !== 8 || isSigned || rows * columns < fewestJpegPixels) return false;
  return /^(?:MONOCHROME[12]|RGB)$/.test(photometricInterpretation);
}

/** Of a stamp the encoder has no room for the tables. */
const fewestJpegPixels = 64;
