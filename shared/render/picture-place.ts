import type { Geometry } from './geometry.ts';
import type { PresentedShape } from './presented-shape.ts';

export type Point = readonly [x: number, y: number];

/** Where a point of the image comes to lie in the picture, after both have cropped, turned and scaled it. */
export function picturePlaceOf(shape: PresentedShape, geometry: Geometry): (point: Point) => Point {
  const turn = turned(shape);
  return (point) => scaled(turn(point), geometry);
}

/** Inside of the displayed area, turned and flipped as it is. */
function turned({ area, rotation, isFlipped }: PresentedShape): (point: Point) => Point {
  const { left, top, width, height } = area;
  const turns: Readonly<Record<PresentedShape['rotation'], (x: number, y: number) => Point>> = {
    0: (x, y) => [x, y],
    90: (x, y) => [height - y, x],
    180: (x, y) => [width - x, height - y],
    270: (x, y) => [y, width - x],
  };
  const extent = rotation === 90 || rotation === 270 ? height : width;
  return ([x, y]) => {
    const [turnedX, turnedY] = turns[rotation](x - left, y - top);
    return [isFlipped ? extent - turnedX : turnedX, turnedY];
  };
}

function scaled([x, y]: Point, { crop, width, height, isFlippedHorizontally, isFlippedVertically }: Geometry): Point {
  const across = ((x - crop.left) / crop.width) * width;
  const down = ((y - crop.top) / crop.height) * height;
  return [isFlippedHorizontally ? width - across : across, isFlippedVertically ? height - down : down];
}
