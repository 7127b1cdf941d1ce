import type { Gateway } from '../gateway.ts';
import type { ImageSource } from './image-source.ts';
import { planRendering, type WantedPicture } from './plan-rendering.ts';
import type { RenderingJob } from './rendering-job.ts';

/** A picture made in a worker, so that nobody else's request waits for it. */
export async function drawPicture(
  source: ImageSource,
  wanted: WantedPicture,
  { pixels }: Pick<Gateway, 'pixels'>,
): Promise<Uint8Array> {
  const job = await planRendering(source, wanted);
  const { bytes } = await pixels.run('render', job, memoryOf(job));
  return bytes;
}

/** Each frame was read for this job alone, into memory of its own. */
const memoryOf = ({ frames }: RenderingJob): readonly ArrayBuffer[] =>
  frames.map(({ frame }) => frame.bytes.buffer as ArrayBuffer);
