import sharp from 'sharp';
import { encodeRasters } from './encode-rasters.ts';
import { geometryOf, type ImageSize } from './geometry.ts';
import type { RenderedImageType } from './rendered-image-types.ts';
import type { RenderedPicture } from './run-rendering.ts';

/** What is shown in place of a picture: that there is an image, a document, or a video. */
export type IconKind = 'image' | 'document' | 'video';

const shapes: Readonly<Record<IconKind, string>> = {
  image: '<circle cx="42" cy="44" r="8"/><path d="M20 92 52 60 70 78 86 62 108 92Z"/>',
  document:
    '<path d="M36 24h40l18 18v62H36Z" fill="none" stroke-width="5" stroke="#9aa4ad"/><path d="M48 56h34v5H48zM48 70h34v5H48zM48 84h22v5H48z"/>',
  video: '<path d="M48 40v48l42-24Z"/>',
};

export interface IconJob {
  readonly kind: IconKind;
  readonly size: ImageSize;
  readonly mediaType: RenderedImageType;
}

/** Drawn from nothing that the instance holds, so it can tell nothing of it. */
export async function drawIcon({ kind, size, mediaType }: IconJob): Promise<RenderedPicture> {
  const { width, height } = geometryOf({ width: 128, height: 128 }, 1, size);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="${width}" height="${height}"><rect width="128" height="128" fill="#20262b"/><g fill="#9aa4ad">${shapes[kind]}</g></svg>`;
  const { data, info } = await sharp(Buffer.from(drawing)).flatten().raw().toBuffer({ resolveWithObject: true });
  const raster = { width: info.width, height: info.height, channels: 3, pixels: data } as const;
  return { bytes: await encodeRasters([raster], { mediaType, quality: iconQuality }) };
}

const iconQuality = 90;
