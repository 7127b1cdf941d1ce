import { type DecodedFrame, decodedFrame } from '../decoded-frame.ts';
import type { PixelDescription } from '../pixel-description.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';

/** What a codestream says of its picture, before any of it is decoded. */
export interface CodestreamShape {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits of a sample. */
  readonly precision: number;
  readonly isSigned: boolean;
}

/** A codestream that is not of the size that the header says would decode to memory that nobody has counted. */
export function assertSameShape(shape: CodestreamShape, description: PixelDescription): void {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  if (shape.rows !== rows || shape.columns !== columns) {
    throw pixelsNotDecodable('its codestream is of another size than Rows and Columns say');
  }
  if (shape.components !== samplesPerPixel) {
    throw pixelsNotDecodable('its codestream has not as many components as Samples per Pixel says');
  }
  if (shape.precision < 1 || shape.precision > Math.max(8, bitsAllocated) || shape.precision > 16) {
    throw pixelsNotDecodable('the samples of its codestream do not fit into Bits Allocated, or have more than 16 bits');
  }
}

/** Samples as a codec gives them, 8 or 16 bits each by their precision, become cells of Bits Allocated, colour by pixel. */
export function codestreamCells(
  shape: CodestreamShape,
  description: PixelDescription,
  decoded: Uint8Array,
): DecodedFrame {
  const { rows, columns, components, precision } = shape;
  const count = rows * columns * components;
  if (decoded.length !== count * (precision <= 8 ? 1 : 2)) {
    throw pixelsNotDecodable('its codestream ends before its last pixel');
  }
  const result = afterDecoding(description);
  const values = precision <= 8 ? decoded : new Uint16Array(decoded.buffer, decoded.byteOffset, count);
  return decodedFrame(result, cellsOf(values, { shape, description: result }));
}

/** One-bit pixels leave as cells of 8 bits, as native ones do. */
function afterDecoding(description: PixelDescription): PixelDescription {
  const bitsAllocated = Math.max(8, description.bitsAllocated);
  return { ...description, bitsAllocated, planarConfiguration: 0 };
}

/**
 * PS3.5 8.2: the header says whether samples are signed; a codec without signs, or one that contradicts the header, has
 * their lowest bits right.
 */
function cellsOf(
  values: Uint8Array | Uint16Array,
  { shape, description }: { readonly shape: CodestreamShape; readonly description: PixelDescription },
): Uint8Array {
  const { precision } = shape;
  const { bitsAllocated, isSigned } = description;
  const isWhole = precision === bitsAllocated;
  if (isWhole) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const cells =
    bitsAllocated === 8
      ? new Uint8Array(values.length)
      : new (bitsAllocated === 16 ? Uint16Array : Uint32Array)(values.length);
  const unused = 32 - precision;
  for (let at = 0; at < values.length; at += 1) {
    const topped = (values[at] as number) << unused;
    cells[at] = isSigned ? topped >> unused : topped >>> unused;
  }
  return new Uint8Array(cells.buffer);
}
