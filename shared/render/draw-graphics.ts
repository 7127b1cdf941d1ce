import { layersOver } from './annotate-raster.ts';
import { drawnText } from './drawn-text.ts';
import type { Point } from './picture-place.ts';
import type { PresentedGraphics } from './presented-graphics.ts';
import type { Raster } from './raster.ts';

/** In the picture as it will be seen, so that lines stay thin and letters upright however the image is turned. */
export async function drawGraphics(
  raster: Raster,
  { outlines, shutters, texts }: PresentedGraphics,
  placeOf: (point: Point) => Point,
): Promise<Raster> {
  if (outlines.length + shutters.length + texts.length === 0) return raster;
  const { width, height } = raster;
  const path = (points: readonly Point[]) =>
    `M${points.map((point) => placeOf(point).map(rounded).join(' ')).join('L')}`;
  const masks = shutters.map((points) => `<path fill-rule="evenodd" d="M0 0H${width}V${height}H0Z${path(points)}Z"/>`);
  const lines = outlines.map(
    ({ points, isFilled }) =>
      `<path d="${path(points)}" fill="${isFilled ? 'white' : 'none'}" stroke="white" stroke-width="1.5"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${masks.join('')}${lines.join('')}</svg>`;
  const words = await Promise.all(texts.map(({ text, place }) => placedText(text, placeOf(place), raster)));
  return layersOver(raster, [{ input: Buffer.from(drawing), left: 0, top: 0 }, ...words.flat()]);
}

const rounded = (number: number): string => number.toFixed(2);

/** Moved in as far as it has to be: what is outside of the picture could not be read. */
async function placedText(text: string, [x, y]: Point, raster: Raster) {
  const { data, info } = await drawnText(text.split(/\r\n|\r|\n/), raster);
  const within = (at: number, extent: number, end: number) => Math.max(0, Math.min(Math.round(at), end - extent));
  return [{ input: data, left: within(x, info.width, raster.width), top: within(y, info.height, raster.height) }];
}
