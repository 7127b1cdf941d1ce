import type { DicomJson } from '../dicom/dicom-json.ts';
import { itemsOf } from './json-values.ts';

const sharedGroups = '52009229';
const perFrameGroups = '52009230';

/**
 * PS3.3 C.7.6.16: what an enhanced multi-frame image says of one frame under one macro's sequence; the frame's own groups
 * before those that all frames share. Images of older kinds say it in the data set itself.
 */
export function functionalGroupOf(dicomJson: DicomJson, frameNumber: number, macroTag: string): DicomJson | undefined {
  const ofFrame = itemsOf(dicomJson, perFrameGroups)[frameNumber - 1] ?? {};
  const ofAll = itemsOf(dicomJson, sharedGroups)[0] ?? {};
  return itemsOf(ofFrame, macroTag)[0] ?? itemsOf(ofAll, macroTag)[0];
}
