import sharp, { type Sharp } from 'sharp';
import { sharpOf } from './fit-raster.ts';
import type { Raster } from './raster.ts';
import type { RenderedImageType } from './rendered-image-types.ts';

export interface Encoding {
  readonly mediaType: RenderedImageType;
  /** PS3.18 8.3.5.1.2: of what has a quality, JPEG alone. */
  readonly quality: number;
  /** Between the frames of an animation. */
  readonly frameMilliseconds?: number;
}

/**
 * One picture, or of several of one size an animation (GIF). The bytes are copied: what libvips allocated cannot be handed
 * from one thread to another.
 */
export async function encodeRasters(rasters: readonly Raster[], encoding: Encoding): Promise<Uint8Array> {
  const [first] = rasters;
  if (first === undefined) throw new Error('there is no picture to encode');
  const image = rasters.length > 1 ? animated(rasters, first, encoding) : encoded(inOwnColours(first), encoding);
  return Uint8Array.from(await image.toBuffer());
}

/** Greys stay one channel: a third of the work, and a smaller file. */
const inOwnColours = (raster: Raster): Sharp => sharpOf(raster).toColourspace(raster.channels === 1 ? 'b-w' : 'srgb');

function encoded(image: Sharp, { mediaType, quality }: Encoding): Sharp {
  if (mediaType === 'image/png') return image.png({ compressionLevel: 2 });
  if (mediaType === 'image/gif') return image.gif({ dither: 0 });
  return image.jpeg({ quality, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0', optimiseCoding: false });
}

function animated(rasters: readonly Raster[], { width, height, channels }: Raster, encoding: Encoding): Sharp {
  const pages = Buffer.concat(rasters.map(({ pixels }) => pixels));
  const image = sharp(pages, { raw: { width, height: height * rasters.length, channels, pageHeight: height } });
  return image.gif({ delay: rasters.map(() => encoding.frameMilliseconds ?? 100), loop: 0, dither: 0 });
}
