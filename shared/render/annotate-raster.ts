import type { OverlayOptions } from 'sharp';
import type { AnnotationLines } from './annotation-lines.ts';
import { drawnText } from './drawn-text.ts';
import { sharpOf } from './fit-raster.ts';
import type { Raster } from './raster.ts';

/** The patient at the top, the technique at the bottom, in the picture itself (PS3.18 8.3.5.1.1). */
export async function annotateRaster(raster: Raster, lines: AnnotationLines): Promise<Raster> {
  const blocks = [
    { lines: lines.patient, gravity: 'northwest' },
    { lines: lines.technique, gravity: 'southwest' },
  ].filter((block) => block.lines.length > 0);
  if (blocks.length === 0) return raster;
  const layers = await Promise.all(
    blocks.map(async (block) => ({ input: (await drawnText(block.lines, raster)).data, gravity: block.gravity })),
  );
  return layersOver(raster, layers);
}

/** Greys stay greys: what is laid over a picture is black and white. */
export async function layersOver(raster: Raster, layers: readonly OverlayOptions[]): Promise<Raster> {
  const { data: laid } = await sharpOf(raster)
    .toColourspace('srgb')
    .composite([...layers])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...raster, pixels: raster.channels === 1 ? everyThird(laid) : laid };
}

function everyThird(pixels: Uint8Array): Uint8Array {
  const greys = new Uint8Array(pixels.length / 3);
  for (let at = 0; at < greys.length; at += 1) greys[at] = pixels[at * 3] ?? 0;
  return greys;
}
