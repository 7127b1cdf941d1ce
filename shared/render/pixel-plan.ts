import { pixelsNotDecodable } from '../pixels/pixel-failures.ts';
import { greyPlanOf } from './grey-plan.ts';
import type { ImageSource } from './image-source.ts';
import { palettePlanOf } from './palette-plan.ts';
import { presentedGreyPlan } from './presentation-state.ts';
import type { PixelPlan } from './render-frame.ts';
import type { VoiWindow } from './voi-window.ts';

/** The pipeline of PS3.4 N.2 that fits the image; a window concerns greys alone. */
export async function pixelPlanOf(source: ImageSource, frameNumber: number, window?: VoiWindow): Promise<PixelPlan> {
  const { description, header, read } = source;
  const { photometricInterpretation, samplesPerPixel, isSigned, bitsStored } = description;
  if (samplesPerPixel > 1) return { kind: 'colour' };
  if (photometricInterpretation !== 'PALETTE COLOR') {
    const grey = { dicomJson: header.dicomJson, frameNumber, isSigned, bitsStored, read };
    if (source.presentation === undefined) return greyPlanOf(grey, window);
    return presentedGreyPlan(source.presentation, { sopInstanceUid: header.key.sopInstanceUid, frameNumber }, grey);
  }
  const palette = await palettePlanOf(header.dicomJson, read);
  if (palette === undefined) throw pixelsNotDecodable('its palette is missing or contradicts its descriptors');
  return palette;
}
