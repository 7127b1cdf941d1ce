import sharp, { type Sharp } from 'sharp';
import type { Geometry } from './geometry.ts';
import type { Raster } from './raster.ts';

/** Crop, then flip, then scale (PS3.18 8.3.5.1.3); a picture that stays as it is is not touched. */
export async function fitRaster(raster: Raster, geometry: Geometry): Promise<Raster> {
  if (isUntouched(raster, geometry)) return raster;
  const { crop, width, height } = geometry;
  const cropped = sharpOf(raster).extract(crop);
  const { data } = await flipped(cropped, geometry)
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace(raster.channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, channels: raster.channels, pixels: data };
}

export const sharpOf = ({ width, height, channels, pixels }: Raster): Sharp =>
  sharp(pixels, { raw: { width, height, channels } });

function flipped(image: Sharp, { isFlippedHorizontally, isFlippedVertically }: Geometry): Sharp {
  const across = isFlippedHorizontally ? image.flop() : image;
  return isFlippedVertically ? across.flip() : across;
}

function isUntouched(raster: Raster, geometry: Geometry): boolean {
  const { crop, width, height, isFlippedHorizontally, isFlippedVertically } = geometry;
  const isWhole = crop.width === raster.width && crop.height === raster.height;
  const isSameSize = width === raster.width && height === raster.height;
  return isWhole && isSameSize && !isFlippedHorizontally && !isFlippedVertically;
}
