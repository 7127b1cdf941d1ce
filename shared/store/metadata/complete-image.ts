import type { ImageDescription } from '../../dicom/bitstreams/bitstream.ts';
import { DicomError } from '../../dicom/dicom-error.ts';
import type { DicomJson, DicomJsonAttribute } from '../../dicom/dicom-json.ts';
import { tagToText } from '../../dicom/tags.ts';
import type { PixelDataPlan } from './plan-pixel-data.ts';

/**
 * PS3.18 10.5.2: the Image Pixel Description Macro may be left out where the picture says the same. What is there has to agree
 * with it, and an offset table that the sender read elsewhere gives way to the one that is written here.
 */
export function completeImage(
  dicomJson: DicomJson,
  { source, description, frameCount }: Pick<PixelDataPlan, 'source' | 'description' | 'frameCount'>,
): DicomJson {
  const described = description === undefined ? dicomJson : withDescription(dicomJson, description);
  const numbered = frameCount === undefined ? described : withNumberOfFrames(described, frameCount);
  if (source.kind === 'value') return numbered;
  const { '7FE00001': _offsets, '7FE00002': _lengths, ...rest } = numbered;
  return rest;
}

function withDescription(dicomJson: DicomJson, image: ImageDescription): DicomJson {
  refuseOther(dicomJson, '00280010', image.rows);
  refuseOther(dicomJson, '00280011', image.columns);
  refuseOther(dicomJson, '00280002', image.samplesPerPixel);
  refuseNarrower(dicomJson, image);
  refuseOtherColours(dicomJson, image);
  return { ...dicomJson, ...missing(dicomJson, derivedAttributes(image)) };
}

function derivedAttributes(image: ImageDescription): DicomJson {
  const { rows, columns, samplesPerPixel, bitsStored, pixelRepresentation, photometricInterpretation } = image;
  const { numberOfFrames } = image;
  return {
    '00280002': unsigned(samplesPerPixel),
    '00280004': { vr: 'CS', Value: [photometricInterpretation] },
    ...(samplesPerPixel > 1 && { '00280006': unsigned(0) }),
    ...(numberOfFrames !== undefined && { '00280008': { vr: 'IS', Value: [numberOfFrames] } }),
    '00280010': unsigned(rows),
    '00280011': unsigned(columns),
    '00280100': unsigned(bitsStored <= 8 ? 8 : bitsStored <= 16 ? 16 : 32),
    '00280101': unsigned(bitsStored),
    '00280102': unsigned(bitsStored - 1),
    '00280103': unsigned(pixelRepresentation),
  };
}

const unsigned = (value: number): DicomJsonAttribute => ({ vr: 'US', Value: [value] });

function missing(dicomJson: DicomJson, derived: DicomJson): DicomJson {
  return Object.fromEntries(Object.entries(derived).filter(([tag]) => numberOrText(dicomJson, tag) === undefined));
}

function refuseOther(dicomJson: DicomJson, tag: string, expected: number): void {
  const value = numberOf(dicomJson, tag);
  if (value !== undefined && value !== expected) throw contradictory(tag);
}

/** Samples have to fit into their cells. Bits Stored may be less than the coder was given or more than it found worth coding. */
function refuseNarrower(dicomJson: DicomJson, { bitsStored }: ImageDescription): void {
  const allocated = numberOf(dicomJson, '00280100');
  if (allocated !== undefined && allocated < bitsStored) throw contradictory('00280100');
}

const monochrome = /^(?:MONOCHROME[12]|PALETTE COLOR)$/;

function refuseOtherColours(dicomJson: DicomJson, { samplesPerPixel }: ImageDescription): void {
  const value = numberOrText(dicomJson, '00280004');
  if (value === undefined) return;
  if (monochrome.test(String(value)) !== (samplesPerPixel === 1)) throw contradictory('00280004');
}

/** A frame is a part, whatever else is said (PS3.18 8.7.3.3). */
function withNumberOfFrames(dicomJson: DicomJson, frames: number): DicomJson {
  const stated = numberOf(dicomJson, '00280008');
  if (stated !== undefined && stated !== frames && !(frames === 1 && stated === 0)) throw contradictory('00280008');
  if (stated !== undefined || frames === 1) return dicomJson;
  return { ...dicomJson, '00280008': { vr: 'IS', Value: [frames] } };
}

/** XML has numbers as text. */
function numberOf(dicomJson: DicomJson, tag: string): number | undefined {
  const value = numberOrText(dicomJson, tag);
  return value === undefined ? undefined : Number(value);
}

function numberOrText(dicomJson: DicomJson, tag: string): number | string | undefined {
  const value = dicomJson[tag]?.Value?.[0];
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

const contradictory = (tag: string) =>
  new DicomError('bulk-contradictory', `${tagToText(Number.parseInt(tag, 16))} is not what the pixel data are`);
