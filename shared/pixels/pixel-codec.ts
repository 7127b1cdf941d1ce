import type { DecodedFrame } from './decoded-frame.ts';
import type { EncodedFrame } from './encoded-frame.ts';
import type { PixelLimits } from './pixel-limits.ts';

/** From a frame as it is stored to whole cells. */
export type PixelDecoder = (frame: EncodedFrame, limits: PixelLimits) => DecodedFrame | Promise<DecodedFrame>;
