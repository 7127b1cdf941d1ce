import { decodeFrame } from './decode-frame.ts';
import { decodePicture } from './decode-picture.ts';
import type { PixelLimits } from './pixel-limits.ts';
import { transcodeFrame } from './transcode-frame.ts';

/** All that a pixel worker can be asked to do. A job takes and gives what structured cloning copies. */
export const pixelJobs = {
  decode: decodeFrame,
  picture: decodePicture,
  transcode: transcodeFrame,
} as const satisfies Record<string, PixelJob>;

// biome-ignore lint/suspicious/noExplicitAny: each job has an input of its own.
type PixelJob = (input: any, limits: PixelLimits) => Promise<object>;

export type PixelJobKind = keyof typeof pixelJobs;
export type PixelJobInput<K extends PixelJobKind> = Parameters<(typeof pixelJobs)[K]>[0];
export type PixelJobOutput<K extends PixelJobKind> = Awaited<ReturnType<(typeof pixelJobs)[K]>>;
