import type { DicomJson } from '../dicom/dicom-json.ts';
import { type GreySource, greyRangeOf, modalityTableOf, rescaleIn, voiIn } from './grey-plan.ts';
import type { GreyPlan, ModalityTransform, PresentationTransform, VoiTransform } from './grey-transform.ts';
import type { InstanceSource } from './image-source.ts';
import { findCode, itemsOf } from './json-values.ts';
import { tableIn } from './table-in.ts';

/** One frame of one image, as the references of a presentation state name it. */
export interface ReferencedFrame {
  readonly sopInstanceUid: string;
  readonly frameNumber: number;
}

/** Of the items of a sequence the one that is meant for the frame; an item without references is for all (PS3.3 C.11.8). */
export function itemFor(state: DicomJson, tag: string, frame: ReferencedFrame): DicomJson | undefined {
  return itemsFor(state, tag, frame)[0];
}

export const itemsFor = (state: DicomJson, tag: string, frame: ReferencedFrame): readonly DicomJson[] =>
  itemsOf(state, tag).filter((item) => isAbout(item, frame));

function isAbout(item: DicomJson, { sopInstanceUid, frameNumber }: ReferencedFrame): boolean {
  if (item['00081140'] === undefined) return true;
  return itemsOf(item, '00081140').some((reference) => {
    const frames = reference['00081160']?.Value ?? [];
    const isImage = reference['00081155']?.Value?.[0] === sopInstanceUid;
    return isImage && (frames.length === 0 || frames.some((number) => Number(number) === frameNumber));
  });
}

/** PS3.4 N.2.1: all of what a state says, and nothing of what the image says in its place. */
export async function presentedGreyPlan(
  state: InstanceSource,
  frame: ReferencedFrame,
  image: GreySource,
): Promise<GreyPlan> {
  const { dicomJson } = state.header;
  const source = { isSigned: image.isSigned, read: state.read };
  const modality = (await modalityTableOf(dicomJson, source)) ?? rescaleIn(dicomJson) ?? identity;
  return {
    kind: 'grey',
    modality,
    voi: await softcopyVoiOf(state, frame, { image, modality }),
    presentation: await presentationLutOf(state),
  };
}

const identity: ModalityTransform = { kind: 'rescale', slope: 1, intercept: 0 };

async function softcopyVoiOf(
  state: InstanceSource,
  frame: ReferencedFrame,
  { image, modality }: { readonly image: GreySource; readonly modality: ModalityTransform },
): Promise<VoiTransform> {
  const item = itemFor(state.header.dicomJson, '00283110', frame);
  const voi = item && (await voiIn(item, modality, { isSigned: image.isSigned, read: state.read }));
  return voi ?? greyRangeOf(image, modality);
}

/** PS3.3 C.11.6: the shape is not implied by MONOCHROME1, the state says it. */
async function presentationLutOf({ header: { dicomJson }, read }: InstanceSource): Promise<PresentationTransform> {
  const [item] = itemsOf(dicomJson, '20500010');
  const table = item && (await tableIn(item, false, { read }));
  if (table !== undefined) return { kind: 'table', table };
  return { kind: findCode(dicomJson, '20500020') === 'INVERSE' ? 'inverse' : 'identity' };
}
