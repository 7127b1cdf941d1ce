import type { Gateway } from '../gateway.ts';
import type { ImageSource } from './image-source.ts';
import { planRendering, type WantedPicture } from './plan-rendering.ts';

/** A picture made in a worker, so that nobody else's request waits for it. */
export async function drawPicture(
  source: ImageSource,
  wanted: WantedPicture,
  { pixels }: Pick<Gateway, 'pixels'>,
): Promise<Uint8Array> {
  const { bytes } = await pixels.run('render', await planRendering(source, wanted));
  return bytes;
}
