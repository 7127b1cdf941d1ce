import type { PixelDescription } from './pixel-description.ts';

const prefix = '1.2.840.10008.1.2';
export const explicitLittleEndianUid = `${prefix}.1`;
export const rleUid = `${prefix}.5`;
export const jpegBaselineUid = `${prefix}.4.50`;
export const jpegLsUid = `${prefix}.4.80`;
export const jpeg2000Uid = `${prefix}.4.90`;
export const htj2kUid = `${prefix}.4.201`;

/** What pixels of a kind can be encoded to, the standard's default first (PS3.18 8.7.3.3); `description` is after decoding. */
export function transcodingTargets(description: PixelDescription): readonly string[] {
  const { bitsAllocated, bitsStored, samplesPerPixel } = description;
  if (bitsStored === 1) return [explicitLittleEndianUid];
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
function fitsJpegBaseline({
  bitsStored,
  bitsAllocated,
  isSigned,
  photometricInterpretation,
}: PixelDescription): boolean {
  if (bitsAllocated !== 8 || bitsStored !== 8 || isSigned) return false;
  return /^(?:MONOCHROME[12]|RGB)$/.test(photometricInterpretation);
}
