import type { DicomJson } from '../dicom/dicom-json.ts';
import { functionalGroupOf } from './functional-group.ts';
import { findNumber } from './json-values.ts';

const pixelMeasures = '00289110';
const pixelAspectRatio = '00280034';
/** Pixel Spacing, Imager Pixel Spacing, Nominal Scanned Pixel Spacing: between rows first, then between columns. */
const spacings = ['00280030', '00181164', '00182010'];

/** Ratios beyond it are a mistake, and would make a picture of one line. */
const greatestAspect = 20;

/** PS3.3 C.7.6.3.1.7: the height of a pixel over its width; 1 where nothing sensible is said. */
export function pixelAspectOf(dicomJson: DicomJson, frameNumber: number): number {
  const measures = functionalGroupOf(dicomJson, frameNumber, pixelMeasures) ?? {};
  const said = [
    aspectIn(dicomJson, pixelAspectRatio),
    aspectIn(measures, '00280030'),
    ...spacings.map((tag) => aspectIn(dicomJson, tag)),
  ];
  return said.find((aspect) => aspect !== undefined) ?? 1;
}

function aspectIn(dicomJson: DicomJson, tag: string): number | undefined {
  const [vertical = 0, horizontal = 0] = [findNumber(dicomJson, tag, 0), findNumber(dicomJson, tag, 1)];
  if (vertical <= 0 || horizontal <= 0) return undefined;
  const aspect = vertical / horizontal;
  return aspect <= greatestAspect && aspect >= 1 / greatestAspect ? aspect : undefined;
}
