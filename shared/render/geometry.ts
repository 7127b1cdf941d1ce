import { GatewayError } from '../errors.ts';
import type { SourceRegion, Viewport } from './viewport.ts';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Whole pixels of the image, and how large they become: crop, then flip, then scale (PS3.18 8.3.5.1.3). */
export interface Geometry extends ImageSize {
  readonly crop: ImageSize & { readonly left: number; readonly top: number };
  readonly isFlippedHorizontally: boolean;
  readonly isFlippedVertically: boolean;
}

/** A viewport of a billion pixels a side is well-formed, and no picture that could ever be made. */
export const maxRenderedPixels = 64 * 1024 * 1024;

/** `aspect` is the height of a pixel over its width: pixels that are not square are stretched, never squeezed. */
export function geometryOf(image: ImageSize, aspect: number, viewport: Viewport = {}): Geometry {
  const { region } = viewport;
  const crop = region === undefined ? { left: 0, top: 0, ...image } : cropOf(image, region);
  const displayed = { width: crop.width * Math.max(1 / aspect, 1), height: crop.height * Math.max(aspect, 1) };
  const size = fitted(displayed, viewport);
  refuseTooLarge(size);
  return {
    ...size,
    crop,
    isFlippedHorizontally: (region?.width ?? 0) < 0,
    isFlippedVertically: (region?.height ?? 0) < 0,
  };
}

function fitted({ width, height }: ImageSize, viewport: Viewport): ImageSize {
  const scales = [
    ...(viewport.width === undefined ? [] : [viewport.width / width]),
    ...(viewport.height === undefined ? [] : [viewport.height / height]),
  ];
  const scale = scales.length === 0 ? 1 : Math.min(...scales);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Pixels that the region only touches are in it; what lies outside of the image is left away. */
function cropOf(image: ImageSize, region: SourceRegion): Geometry['crop'] {
  const scale = region.unit === 'pixels' ? { width: 1, height: 1 } : image;
  const across = overlap(Math.abs(region.left) * scale.width, extentOf(region.width, scale.width), image.width);
  const down = overlap(Math.abs(region.top) * scale.height, extentOf(region.height, scale.height), image.height);
  return { left: across.start, width: across.length, top: down.start, height: down.length };
}

const extentOf = (extent: number | undefined, scale: number): number | undefined =>
  extent === undefined ? undefined : Math.abs(extent) * scale;

/** A hair of a pixel is rounding, not a pixel. */
const hair = 1e-6;

function overlap(from: number, extent: number | undefined, end: number): { start: number; length: number } {
  const start = Math.floor(from + hair);
  const stop = extent === undefined ? end : Math.min(end, Math.ceil(from + extent - hair));
  if (start >= end || stop <= start) {
    throw new GatewayError('query-invalid', 'The region that is asked for holds no pixel of the image.');
  }
  return { start, length: stop - start };
}

function refuseTooLarge({ width, height }: ImageSize): void {
  if (width * height <= maxRenderedPixels) return;
  throw new GatewayError(
    'rendering-too-large',
    `The picture would have more than ${maxRenderedPixels} pixels; ask for a smaller viewport.`,
  );
}
