import { GatewayError } from '../errors.ts';
import type { ImageSource } from './image-source.ts';
import { findNumber } from './json-values.ts';

/** More at once than `frames/…` may name either. */
const maxFrames = 4_096;

/** All frames that are there, whatever Number of Frames claims. */
export function allFramesOf(source: ImageSource): readonly number[] {
  const count = imageFrameCountOf(source);
  if (count <= maxFrames) return Array.from({ length: count }, (_, index) => index + 1);
  throw new GatewayError(
    'rendering-too-large',
    `This instance has ${count} frames; ask for at most ${maxFrames} at once, as frames/1,2,3/rendered.`,
  );
}

/** PS3.3 C.7.6.6: Representative Frame Number, or the first. */
export function representativeFrameOf(source: ImageSource): number {
  const number = findNumber(source.header.dicomJson, '00286010') ?? 1;
  return Number.isInteger(number) && number >= 1 && number <= imageFrameCountOf(source) ? number : 1;
}

/** What the frame table has; Number of Frames only claims. */
export function imageFrameCountOf({ header: { frames } }: ImageSource): number {
  if (frames === undefined) return 0;
  return frames.kind === 'native' ? frames.numberOfFrames : frames.frames.length;
}
