import { decodeFrame } from './decode-frame.ts';
import { encodeFrame } from './encode-frame.ts';
import type { EncodedFrame } from './encoded-frame.ts';
import type { PixelLimits } from './pixel-limits.ts';

/** From the transfer syntax that a frame is stored in to the one that was asked for. */
export interface TranscodeTask {
  readonly frame: EncodedFrame;
  readonly target: string;
}

export interface TranscodedFrame {
  readonly bytes: Uint8Array;
}

/** One job of a worker, so that cells are never copied between threads. */
export async function transcodeFrame({ frame, target }: TranscodeTask, limits: PixelLimits): Promise<TranscodedFrame> {
  return { bytes: await encodeFrame(await decodeFrame(frame, limits), target, limits) };
}
