import type { InstanceHeader } from '../dicom/instance-header.ts';
import { findNumber } from './json-values.ts';
import type { Raster } from './raster.ts';
import type { ValueReader } from './value-reader.ts';

/** PS3.3 C.9.2: one bit a pixel, laid over the image; a plane in unused bits of the pixels is retired and not shown. */
export interface OverlayPlane {
  readonly rows: number;
  readonly columns: number;
  /** Of its first pixel in the image, from 0; may lie outside. */
  readonly top: number;
  readonly left: number;
  /** Where its frame begins in `bytes`. */
  readonly firstBit: number;
  readonly bytes: Uint8Array;
}

const groups = Array.from({ length: 16 }, (_, index) => (0x6000 + index * 2).toString(16).toUpperCase());

export async function overlayPlanesOf(
  { dicomJson }: InstanceHeader,
  frameNumber: number,
  read: ValueReader,
): Promise<readonly OverlayPlane[]> {
  const planes = await Promise.all(
    groups.map(async (group) => {
      const number = (element: string, position = 0) => findNumber(dicomJson, `${group}${element}`, position);
      const [rows = 0, columns = 0] = [number('0010'), number('0011')];
      const bytes = rows > 0 && columns > 0 ? await read(dicomJson[`${group}3000`]) : undefined;
      if (bytes === undefined) return [];
      const frame = overlayFrameOf(frameNumber, number('0015') ?? 1, number('0051') ?? 1);
      const [top, left] = [(number('0050') ?? 1) - 1, (number('0050', 1) ?? 1) - 1];
      return frame === undefined ? [] : [{ rows, columns, top, left, firstBit: frame * rows * columns, bytes }];
    }),
  );
  return planes.flat();
}

/** C.9.3: a plane of one frame lies over every frame; of several each lies over its own. */
function overlayFrameOf(frameNumber: number, frames: number, origin: number): number | undefined {
  if (frames === 1) return 0;
  const frame = frameNumber - origin;
  return frame >= 0 && frame < frames ? frame : undefined;
}

/** In white; what of a plane lies outside of the image or of its own data is not there. */
export function withOverlays(raster: Raster, planes: readonly OverlayPlane[]): Raster {
  if (planes.length === 0) return raster;
  const pixels = Uint8Array.from(raster.pixels);
  for (const plane of planes) draw(plane, { ...raster, pixels });
  return { ...raster, pixels };
}

function draw({ rows, columns, top, left, firstBit, bytes }: OverlayPlane, picture: Raster): void {
  const { width, height, channels, pixels } = picture;
  for (let y = Math.max(0, -top); y < Math.min(rows, height - top); y += 1) {
    for (let x = Math.max(0, -left); x < Math.min(columns, width - left); x += 1) {
      const bit = firstBit + y * columns + x;
      if (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) {
        const at = ((y + top) * width + x + left) * channels;
        pixels.fill(255, at, at + channels);
      }
    }
  }
}
