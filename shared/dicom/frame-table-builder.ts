import type { DataSet, FragmentsElement, ValueElement } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import type { DicomJson } from './dicom-json.ts';
import { encapsulatedFrames } from './encapsulated-frames.ts';
import type { FrameTable } from './frame-table.ts';
import { findInteger, findText } from './json-numbers.ts';
import { tags } from './tags.ts';
import type { TransferSyntax } from './transfer-syntaxes.ts';

/** Where the frames of an instance lie (PS3.5 8 and A.4); `undefined` where it has no pixel data made of frames. */
export function buildFrameTable(
  dataSet: DataSet,
  dicomJson: DicomJson,
  transferSyntax: TransferSyntax,
): FrameTable | undefined {
  const pixelData = findPixelData(dataSet);
  if (pixelData === undefined) return undefined;
  if (pixelData.kind === 'value') return nativeFrames(pixelData, dicomJson, transferSyntax);
  return fragmentedFrames(pixelData, dataSet, { dicomJson, transferSyntax });
}

const pixelDataTags: ReadonlySet<number> = new Set([tags.pixelData, tags.floatPixelData, tags.doubleFloatPixelData]);

function findPixelData({ elements }: DataSet): ValueElement | FragmentsElement | undefined {
  const found = elements.filter(({ tag }) => pixelDataTags.has(tag));
  if (found.length > 1) {
    throw new DicomError(
      'pixel-data-inconsistent',
      'more than one kind of pixel data is there (PS3.3 C.7.6.3, C.7.6.24)',
    );
  }
  const [first] = found;
  if (first === undefined || first.kind === 'sequence') return undefined;
  return first;
}

/**
 * Only frames that are there whole are in the table: an instance whose pixel data are shorter than its attributes say is
 * kept as it is, and what is missing cannot be asked for. More bytes than frames are padding.
 */
function nativeFrames(pixelData: ValueElement, dicomJson: DicomJson, syntax: TransferSyntax): FrameTable | undefined {
  if (syntax.codec !== undefined && pixelData.tag === tags.pixelData && pixelData.length > 0) {
    throw new DicomError('pixel-data-inconsistent', '(7FE0,0010) is not encapsulated, as its transfer syntax demands');
  }
  const totalBits = pixelData.length * 8;
  const frameBits = bitsPerFrame(pixelData, dicomJson, totalBits);
  if (frameBits === undefined || frameBits === 0) return undefined;
  const numberOfFrames = Math.min(numberOfFramesOf(dicomJson), Math.floor(totalBits / frameBits));
  return numberOfFrames === 0 ? undefined : { kind: 'native', offset: pixelData.offset, frameBits, numberOfFrames };
}

function bitsPerFrame({ tag }: ValueElement, dicomJson: DicomJson, totalBits: number): number | undefined {
  const rows = findInteger(dicomJson, '00280010');
  const columns = findInteger(dicomJson, '00280011');
  const bits = bitsAllocated(tag, dicomJson);
  if (!isPositive(rows) || !isPositive(columns) || !isPositive(bits)) return undefined;
  const samples = Math.max(findInteger(dicomJson, '00280002') ?? 1, 1);
  const frameBits = rows * columns * samples * bits;
  const isSubsampled = findText(dicomJson, '00280004') === 'YBR_FULL_422' && samples === 3;
  return isSubsampled && frameBits * numberOfFramesOf(dicomJson) > totalBits ? (frameBits / 3) * 2 : frameBits;
}

/** PS3.3 C.7.6.24 and C.7.6.25 fix the bits of floating point pixels. */
function bitsAllocated(tag: number, dicomJson: DicomJson): number | undefined {
  if (tag === tags.floatPixelData) return 32;
  return tag === tags.doubleFloatPixelData ? 64 : findInteger(dicomJson, '00280100');
}

const isPositive = (value: number | undefined): value is number => value !== undefined && value > 0;

/** Number of Frames is there for multi-frame objects only; one that is no positive number says nothing. */
function numberOfFramesOf(dicomJson: DicomJson): number {
  return Math.max(findInteger(dicomJson, '00280008') ?? 1, 1);
}

function fragmentedFrames(
  pixelData: FragmentsElement,
  { elements }: DataSet,
  { dicomJson, transferSyntax }: { readonly dicomJson: DicomJson; readonly transferSyntax: TransferSyntax },
): FrameTable | undefined {
  if (transferSyntax.codec === undefined) {
    throw new DicomError('pixel-data-inconsistent', '(7FE0,0010) is encapsulated, which its transfer syntax forbids');
  }
  if (transferSyntax.codec === 'video' || pixelData.fragments.length === 0) return undefined;
  const extended = elements.find(({ tag }) => tag === tags.extendedOffsetTable);
  return encapsulatedFrames(pixelData, {
    codec: transferSyntax.codec,
    numberOfFrames: numberOfFramesOf(dicomJson),
    extendedOffsetTable: extended?.kind === 'value' ? extended.bytes : undefined,
  });
}
