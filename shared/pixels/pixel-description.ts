import type { DicomJson } from '../dicom/dicom-json.ts';
import { findInteger, findText } from '../dicom/json-numbers.ts';
import { pixelsNotDecodable } from './pixel-failures.ts';

/** What the Image Pixel Module (PS3.3 C.7.6.3) says of a frame: how its samples are laid out, and what they mean. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  /** 0: colour by pixel; 1: colour by plane. */
  readonly planarConfiguration: 0 | 1;
  readonly photometricInterpretation: string;
  readonly frameCount: number;
}

/** Codecs are given nothing that contradicts itself, so a module that is missing or lies is told here. */
export function pixelDescriptionOf(dicomJson: DicomJson): PixelDescription {
  const number = (tag: string, name: string) => findInteger(dicomJson, tag) ?? missing(name);
  const bitsAllocated = number('00280100', 'Bits Allocated (0028,0100)');
  const bitsStored = findInteger(dicomJson, '00280101') ?? integersOnly(bitsAllocated);
  const description = {
    rows: number('00280010', 'Rows (0028,0010)'),
    columns: number('00280011', 'Columns (0028,0011)'),
    samplesPerPixel: findInteger(dicomJson, '00280002') ?? 1,
    bitsAllocated,
    bitsStored,
    highBit: findInteger(dicomJson, '00280102') ?? bitsStored - 1,
    isSigned: findInteger(dicomJson, '00280103') === 1,
    planarConfiguration: findInteger(dicomJson, '00280006') === 1 ? 1 : 0,
    photometricInterpretation:
      findText(dicomJson, '00280004')?.trim() ?? missing('Photometric Interpretation (0028,0004)'),
    frameCount: frameCountOf(dicomJson),
  } as const;
  refuseLies(description);
  return description;
}

/** IS is a number in DICOM JSON, or a text where the sender wrote no number. */
function frameCountOf(dicomJson: DicomJson): number {
  if (dicomJson['00280008']?.Value === undefined) return 1;
  return findInteger(dicomJson, '00280008') ?? Number(findText(dicomJson, '00280008') ?? 1);
}

const widths = new Set([1, 8, 16, 32]);

function refuseLies(description: PixelDescription): void {
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, highBit, frameCount } = description;
  if (rows < 1 || columns < 1) throw pixelsNotDecodable('Rows or Columns is 0');
  if (samplesPerPixel < 1 || samplesPerPixel > 4) throw pixelsNotDecodable('Samples per Pixel is not 1 to 4');
  if (!widths.has(bitsAllocated)) throw pixelsNotDecodable('Bits Allocated is not 1, 8, 16 or 32');
  if (bitsStored < 1 || bitsStored > bitsAllocated)
    throw pixelsNotDecodable('Bits Stored is not within Bits Allocated');
  if (highBit < bitsStored - 1 || highBit >= bitsAllocated)
    throw pixelsNotDecodable('High Bit contradicts Bits Stored');
  if (!Number.isSafeInteger(frameCount) || frameCount < 1) throw pixelsNotDecodable('Number of Frames is not a number');
}

function missing(name: string): never {
  throw pixelsNotDecodable(`${name} is missing`);
}

/** Float and Double Float Pixel Data (PS3.3 C.7.6.24) have no Bits Stored. */
function integersOnly(bitsAllocated: number): number {
  if (bitsAllocated >= 32) throw pixelsNotDecodable('its pixels are floating point numbers, which no codec takes');
  return bitsAllocated;
}
