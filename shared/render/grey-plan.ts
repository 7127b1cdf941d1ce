import type { DicomJson } from '../dicom/dicom-json.ts';
import { functionalGroupOf } from './functional-group.ts';
import type {
  GreyPlan,
  ModalityTransform,
  PaddingRange,
  PresentationTransform,
  VoiTransform,
} from './grey-transform.ts';
import { findCode, findNumber, itemsOf } from './json-values.ts';
import { tableIn } from './table-in.ts';
import type { ValueReader } from './value-reader.ts';
import { isValidWindow, type VoiWindow, type WindowFunction } from './voi-window.ts';

/** What of a request and of an image decides how its greys become what is seen. */
export interface GreySource {
  readonly dicomJson: DicomJson;
  readonly frameNumber: number;
  readonly isSigned: boolean;
  readonly bitsStored: number;
  readonly read: ValueReader;
}

const pixelValueTransformation = '00289145';
const frameVoiLut = '00289132';
const modalityLuts = '00283000';
const voiLuts = '00283010';

/** PS3.4 N.2.1: the steps in their order, each from the frame's own functional group before the image's. */
export async function greyPlanOf(source: GreySource, asked?: VoiWindow): Promise<GreyPlan> {
  const modality = await modalityOf(source);
  const padding = paddingOf(source.dicomJson, source.isSigned);
  return {
    kind: 'grey',
    modality,
    voi: asked === undefined ? await voiOf(source, modality) : { kind: 'window', window: asked },
    presentation: presentationOf(source.dicomJson),
    ...(padding === undefined ? {} : { padding }),
  };
}

async function modalityOf(source: GreySource): Promise<ModalityTransform> {
  const { dicomJson, frameNumber } = source;
  const item = functionalGroupOf(dicomJson, frameNumber, pixelValueTransformation);
  const table = await modalityTableOf(dicomJson, source);
  return table ?? rescaleIn(item ?? {}) ?? rescaleIn(dicomJson) ?? { kind: 'rescale', slope: 1, intercept: 0 };
}

/** PS3.3 C.11.1: an image, or a presentation state. */
export async function modalityTableOf(
  dicomJson: DicomJson,
  { isSigned, read }: Pick<GreySource, 'isSigned' | 'read'>,
): Promise<ModalityTransform | undefined> {
  const [item] = itemsOf(dicomJson, modalityLuts);
  const table = item && (await tableIn(item, isSigned, { read }));
  return table && { kind: 'table', table };
}

export function rescaleIn(dicomJson: DicomJson): ModalityTransform | undefined {
  const [slope, intercept] = [findNumber(dicomJson, '00281053'), findNumber(dicomJson, '00281052')];
  if (slope === undefined && intercept === undefined) return undefined;
  return { kind: 'rescale', slope: slope || 1, intercept: intercept ?? 0 };
}

async function voiOf(source: GreySource, modality: ModalityTransform): Promise<VoiTransform> {
  const { dicomJson, frameNumber } = source;
  const item = functionalGroupOf(dicomJson, frameNumber, frameVoiLut) ?? {};
  const own = (await voiIn(item, modality, source)) ?? (await voiIn(dicomJson, modality, source));
  return own ?? greyRangeOf(source, modality);
}

/** A window before a table where both are given: they are alternatives (PS3.3 C.11.2.1). */
export async function voiIn(
  dicomJson: DicomJson,
  modality: ModalityTransform,
  source: Pick<GreySource, 'isSigned' | 'read'>,
): Promise<VoiTransform | undefined> {
  const window = windowIn(dicomJson);
  if (window !== undefined) return { kind: 'window', window };
  const [item] = itemsOf(dicomJson, voiLuts);
  const isSigned = modality.kind === 'rescale' && (source.isSigned || modality.intercept < 0);
  const table = item && (await tableIn(item, isSigned, { read: source.read }));
  return table && { kind: 'table', table };
}

const functionOf: Readonly<Record<string, WindowFunction>> = {
  LINEAR: 'linear',
  LINEAR_EXACT: 'linear-exact',
  SIGMOID: 'sigmoid',
};

function windowIn(dicomJson: DicomJson): VoiWindow | undefined {
  const [center, width] = [findNumber(dicomJson, '00281050'), findNumber(dicomJson, '00281051')];
  if (center === undefined || width === undefined) return undefined;
  const window = { center, width, function: functionOf[findCode(dicomJson, '00281056') ?? 'LINEAR'] ?? 'linear' };
  return isValidWindow(window) ? window : undefined;
}

/** Images of at most 8 bits are made to be seen as they are; of others what they have is shown. */
export function greyRangeOf({ bitsStored, isSigned }: GreySource, modality: ModalityTransform): VoiTransform {
  const isIdentity = modality.kind === 'rescale' && modality.slope === 1 && modality.intercept === 0;
  if (bitsStored > 8 || isSigned || !isIdentity) return { kind: 'extent' };
  const greatest = 2 ** bitsStored - 1;
  return { kind: 'window', window: { center: greatest / 2, width: greatest, function: 'linear-exact' } };
}

/** PS3.3 C.8.11.3.1.2: Presentation LUT Shape INVERSE goes with MONOCHROME1 and says it once more. */
function presentationOf(dicomJson: DicomJson): PresentationTransform {
  const isInverse = findCode(dicomJson, '00280004') === 'MONOCHROME1' || findCode(dicomJson, '20500020') === 'INVERSE';
  return { kind: isInverse ? 'inverse' : 'identity' };
}

/** PS3.3 C.7.5.1.1.2; written as US for signed pixels too often to be taken at its word. */
function paddingOf(dicomJson: DicomJson, isSigned: boolean): PaddingRange | undefined {
  const asStored = (value: number) => (isSigned && value > 0x7fff ? value - 0x1_0000 : value);
  const value = findNumber(dicomJson, '00280120');
  if (value === undefined) return undefined;
  const [one, other] = [asStored(value), asStored(findNumber(dicomJson, '00280121') ?? value)];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
