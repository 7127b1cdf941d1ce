import { sharpOf } from './fit-raster.ts';
import { isOnItsSide, type PresentedShape } from './presented-shape.ts';
import type { Raster } from './raster.ts';

/** What a presentation state shows of its image, the way up that it shows it. */
export async function shapeRaster(raster: Raster, { area, rotation, isFlipped }: PresentedShape): Promise<Raster> {
  const { channels } = raster;
  const space = channels === 1 ? 'b-w' : 'srgb';
  const turned = await sharpOf(raster).extract(area).rotate(rotation).toColourspace(space).raw().toBuffer();
  const [width, height] = isOnItsSide(rotation) ? [area.height, area.width] : [area.width, area.height];
  const shaped = { width, height, channels, pixels: turned };
  if (!isFlipped) return shaped;
  return { ...shaped, pixels: await sharpOf(shaped).flop().toColourspace(space).raw().toBuffer() };
}
