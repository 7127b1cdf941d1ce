import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import { pixelsNotDecodable } from '../pixels/pixel-failures.ts';
import { sampleValues } from '../pixels/sample-values.ts';
import { eightBitSamples, rgbFromYbrFull } from './colour-pixels.ts';
import { greyPixels } from './grey-pixels.ts';
import type { GreyPlan } from './grey-transform.ts';
import { type PalettePlan, palettePixels } from './palette-colour.ts';
import type { Raster } from './raster.ts';

/** Which of the pipelines of PS3.4 N.2 a frame goes through, and with what. */
export type PixelPlan = GreyPlan | PalettePlan | { readonly kind: 'colour' };

/** From decoded samples to what is seen, one pixel of the image for one of the picture. */
export function renderFrame(frame: DecodedFrame, plan: PixelPlan): Raster {
  const { columns: width, rows: height } = frame.description;
  if (plan.kind === 'colour') return { width, height, channels: 3, pixels: colourPixels(frame) };
  const values = sampleValues(frame);
  if (plan.kind === 'grey') return { width, height, channels: 1, pixels: greyPixels(values, plan) };
  return { width, height, channels: 3, pixels: palettePixels(values, plan) };
}

/** PS3.3 C.7.6.3.1.2. Decoders have undone YBR_RCT, YBR_ICT and shared colours, so three samples a pixel are left. */
function colourPixels(frame: DecodedFrame): Uint8Array {
  const { photometricInterpretation, bitsStored } = frame.description;
  const samples = eightBitSamples(sampleValues(frame), bitsStored);
  if (rgbModels.has(photometricInterpretation)) return samples;
  if (fullModels.has(photometricInterpretation)) return rgbFromYbrFull(samples);
  throw pixelsNotDecodable('its Photometric Interpretation is retired or unknown');
}

const rgbModels: ReadonlySet<string> = new Set(['RGB', 'YBR_RCT', 'YBR_ICT']);
const fullModels: ReadonlySet<string> = new Set(['YBR_FULL', 'YBR_FULL_422']);
