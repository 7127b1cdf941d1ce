import type { OverlayOptions } from 'sharp';
import type { AnnotationLines } from './annotation-lines.ts';
import { drawnText } from './drawn-text.ts';
import { sharpOf } from './fit-raster.ts';
import type { Raster } from './raster.ts';

/** The patient at the top, the technique at the bottom, in the picture itself (PS3.18 8.3.5.1.1). */
export async function annotateRaster(raster: Raster, lines: AnnotationLines): Promise<Raster> {
  const layers = [
    ...(await blockOf(lines.patient, raster, () => 0)),
    ...(await blockOf(lines.technique, raster, (room) => room)),
  ];
  return layers.length === 0 ? raster : layersOver(raster, layers);
}

/** Away from the edge, as far as there is room: letters at the very edge are cut by many a screen. */
async function blockOf(
  lines: readonly string[],
  raster: Raster,
  topIn: (room: number) => number,
): Promise<readonly OverlayOptions[]> {
  if (lines.length === 0) return [];
  const { data, info } = await drawnText(lines, raster);
  const margin = Math.ceil(raster.height / 64);
  const [across, down] = [raster.width - info.width, raster.height - info.height];
  const top = Math.min(Math.max(topIn(down - 2 * margin) + margin, 0), down);
  return [{ input: data, left: Math.min(margin, across), top }];
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
