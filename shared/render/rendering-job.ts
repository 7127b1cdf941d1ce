import type { EncodedFrame } from '../pixels/encoded-frame.ts';
import type { AnnotationLines } from './annotation-lines.ts';
import type { ColourWish } from './colour-managed.ts';
import type { Encoding } from './encode-rasters.ts';
import type { Geometry } from './geometry.ts';
import type { OverlayPlane } from './overlay-planes.ts';
import type { PresentedGraphics } from './presented-graphics.ts';
import type { PresentedShape } from './presented-shape.ts';
import type { PixelPlan } from './render-frame.ts';

/** All that a worker needs to make a picture, and nothing else of the instance: plain values that cross to its thread. */
export interface RenderingJob {
  readonly frames: readonly FrameToRender[];
  /** Of a presentation state: comes before the geometry, which is of what it leaves (PS3.18 8.3.5). */
  readonly shape?: PresentedShape;
  readonly geometry: Geometry;
  readonly encoding: Encoding;
  /** None: the picture holds no profile, and is as it comes. */
  readonly colour?: ColourWish;
}

export interface FrameToRender {
  readonly frame: EncodedFrame;
  readonly plan: PixelPlan;
  /** The frame is of floating point numbers, and the plan one of greys. */
  readonly isFloat: boolean;
  readonly overlays: readonly OverlayPlane[];
  readonly annotation: AnnotationLines;
  readonly graphics: PresentedGraphics;
}
