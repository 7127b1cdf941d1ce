import type { DicomJson } from '../dicom/dicom-json.ts';
import type { Geometry, ImageSize } from './geometry.ts';
import { findCode, findNumber, numbersOf } from './json-values.ts';
import { itemFor, type ReferencedFrame } from './presentation-state.ts';

/** What part of an image a presentation state shows, and which way up (PS3.3 C.10.4, C.10.6). */
export interface PresentedShape {
  readonly area: Geometry['crop'];
  /** Clockwise, before it is flipped. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly isFlipped: boolean;
}

export function presentedShapeOf(state: DicomJson, frame: ReferencedFrame, image: ImageSize): PresentedShape {
  const rotation = findNumber(state, '00700042') ?? 0;
  return {
    area: displayedAreaOf(itemFor(state, '0070005A', frame) ?? {}, image),
    rotation: rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0,
    isFlipped: findCode(state, '00700041') === 'Y',
  };
}

/** The corners are pixels, counted from 1, and may lie outside of the image, where there is nothing to show. */
function displayedAreaOf(item: DicomJson, { width, height }: ImageSize): PresentedShape['area'] {
  const [x1 = 1, y1 = 1] = numbersOf(item['00700052']);
  const [x2 = width, y2 = height] = numbersOf(item['00700053']);
  const [left, right] = sorted(x1, x2, width);
  const [top, bottom] = sorted(y1, y2, height);
  if (right < left || bottom < top) return { left: 0, top: 0, width, height };
  return { left: left - 1, top: top - 1, width: right - left + 1, height: bottom - top + 1 };
}

const sorted = (one: number, other: number, end: number): readonly [number, number] => [
  Math.max(1, Math.round(Math.min(one, other))),
  Math.min(end, Math.round(Math.max(one, other))),
];

/** How large the picture is before anybody asks for a viewport. */
export function presentedSize({ area, rotation }: PresentedShape): ImageSize {
  return isOnItsSide(rotation)
    ? { width: area.height, height: area.width }
    : { width: area.width, height: area.height };
}

export const isOnItsSide = (rotation: PresentedShape['rotation']): boolean => rotation === 90 || rotation === 270;
