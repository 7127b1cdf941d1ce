import type { IconJob } from '../render/draw-icon.ts';
import type { RenderingJob } from '../render/rendering-job.ts';
import { decodeFrame } from './decode-frame.ts';
import { decodePicture } from './decode-picture.ts';
import type { PixelLimits } from './pixel-limits.ts';
import { transcodeFrame } from './transcode-frame.ts';

/** What draws is loaded when something is drawn: it brings a native library, which a function that only decodes has not. */
const drawing = () => import('../render/run-rendering.ts');
const icons = () => import('../render/draw-icon.ts');

/** All that a pixel worker can be asked to do. A job takes and gives what structured cloning copies. */
export const pixelJobs = {
  decode: decodeFrame,
  picture: decodePicture,
  transcode: transcodeFrame,
  render: async (job: RenderingJob, limits: PixelLimits) => (await drawing()).runRendering(job, limits),
  icon: async (job: IconJob) => (await icons()).drawIcon(job),
} as const satisfies Record<string, PixelJob>;

// biome-ignore lint/suspicious/noExplicitAny: each job has an input of its own.
type PixelJob = (input: any, limits: PixelLimits) => Promise<object>;

export type PixelJobKind = keyof typeof pixelJobs;
export type PixelJobInput<K extends PixelJobKind> = Parameters<(typeof pixelJobs)[K]>[0];
export type PixelJobOutput<K extends PixelJobKind> = Awaited<ReturnType<(typeof pixelJobs)[K]>>;
