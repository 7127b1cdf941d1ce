import sharp from 'sharp';
import { decodeFrame } from '../pixels/decode-frame.ts';
import type { PixelLimits } from '../pixels/pixel-limits.ts';
import { annotateRaster } from './annotate-raster.ts';
import { colourManaged } from './colour-managed.ts';
import { drawGraphics } from './draw-graphics.ts';
import { embedProfile } from './embed-profile.ts';
import { encodeRasters } from './encode-rasters.ts';
import { fitRaster } from './fit-raster.ts';
import { renderFloatFrame } from './float-frame.ts';
import { withOverlays } from './overlay-planes.ts';
import { picturePlaceOf } from './picture-place.ts';
import type { Raster } from './raster.ts';
import { renderFrame } from './render-frame.ts';
import type { FrameToRender, RenderingJob } from './rendering-job.ts';
import { shapeRaster } from './shape-raster.ts';

/** In memory that the worker hands over. */
export interface RenderedPicture {
  readonly bytes: Uint8Array;
}

/** What a worker does: decode, colour, crop and scale, write, encode (PS3.4 N.2, PS3.18 8.3.5). */
export async function runRendering(job: RenderingJob, limits: PixelLimits): Promise<RenderedPicture> {
  sharp.cache(false);
  sharp.concurrency(1);
  const rasters: Raster[] = [];
  for (const frame of job.frames) rasters.push(await rasterOf(frame, job, limits));
  const [only] = rasters;
  if (job.colour === undefined || only === undefined) return { bytes: await encodeRasters(rasters, job.encoding) };
  const { raster, profile } = await colourManaged(only, job.colour);
  const picture = await encodeRasters([raster], job.encoding);
  return { bytes: embedProfile(picture, profile, job.encoding.mediaType) };
}

async function rasterOf(
  { overlays, graphics, annotation, ...wanted }: FrameToRender,
  { shape, geometry }: RenderingJob,
  limits: PixelLimits,
): Promise<Raster> {
  const seen = withOverlays(await seenIn(wanted, limits), overlays);
  if (shape === undefined) return annotateRaster(await fitRaster(seen, geometry), annotation);
  const fitted = await fitRaster(await shapeRaster(seen, shape), geometry);
  return annotateRaster(await drawGraphics(fitted, graphics, picturePlaceOf(shape, geometry)), annotation);
}

async function seenIn(
  { frame, plan, isFloat }: Pick<FrameToRender, 'frame' | 'plan' | 'isFloat'>,
  limits: PixelLimits,
): Promise<Raster> {
  if (isFloat && plan.kind === 'grey') return renderFloatFrame(frame, plan, limits);
  return renderFrame(await decodeFrame(frame, limits), plan);
}
