import { type DecodedFrame, decodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import { cellsOfNative } from './native.ts';

/** PS3.5 Annex G: each byte of a cell, of each sample, is a segment of its own, the highest byte first. */
export const rleCodec = { decode: decodeRle, encode: encodeRle };

const headerBytes = 64;
const maxSegments = 15;

function decodeRle({ description, bytes }: EncodedFrame): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  if (bitsAllocated === 1) return decodePackedBits(bytes, description);
  const width = bitsAllocated / 8;
  const pixels = rows * columns;
  const cells = new Uint8Array(pixels * samplesPerPixel * width);
  const segments = segmentsOf(bytes, samplesPerPixel * width);
  for (const [number, segment] of segments.entries()) {
    const sample = Math.floor(number / width);
    const first = sample * width + (width - 1 - (number % width));
    unpack(segment, { cells, first, step: samplesPerPixel * width, count: pixels });
  }
  return decodedFrame({ ...description, planarConfiguration: 0 }, cells);
}

/** One-bit cells are packed into bytes before they are coded: one segment, as native. */
function decodePackedBits(bytes: Uint8Array, description: EncodedFrame['description']): DecodedFrame {
  const count = Math.ceil((description.rows * description.columns * description.samplesPerPixel) / 8);
  const packed = new Uint8Array(count);
  for (const segment of segmentsOf(bytes, 1)) unpack(segment, { cells: packed, first: 0, step: 1, count });
  return cellsOfNative(description, packed);
}

/** G.5: the header gives the number of segments and where each begins; all must lie within the frame, in order. */
function segmentsOf(bytes: Uint8Array, expected: number): Uint8Array[] {
  if (bytes.length < headerBytes) throw pixelsNotDecodable('its RLE header is cut off');
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  if (header.getUint32(0, true) !== expected) throw pixelsNotDecodable('its RLE segments are not those of its cells');
  const offsets = Array.from({ length: expected }, (_, number) => header.getUint32(4 + number * 4, true));
  return offsets.map((start, number) => {
    const end = offsets[number + 1] ?? bytes.length;
    if (start < headerBytes || start > end || end > bytes.length) {
      throw pixelsNotDecodable('an RLE segment lies outside of its frame');
    }
    return bytes.subarray(start, end);
  });
}

interface Cells {
  readonly cells: Uint8Array;
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** G.3.2. What a run has beyond the last cell is not looked at; too few bytes are a corrupt frame. */
function unpack(segment: Uint8Array, { cells, first, step, count }: Cells): void {
  let from = 0;
  let done = 0;
  while (done < count) {
    const control = segment[from];
    if (control === undefined) throw pixelsNotDecodable('an RLE segment ends before its last pixel');
    from += 1;
    if (control === 128) continue;
    const length = Math.min(control < 128 ? control + 1 : 257 - control, count - done);
    const advance = control < 128 ? 1 : 0;
    if (from + advance * (length - 1) >= segment.length) throw pixelsNotDecodable('an RLE run is cut off');
    for (let run = 0; run < length; run += 1, done += 1) {
      cells[first + done * step] = segment[from + advance * run] as number;
    }
    from += control < 128 ? control + 1 : 1;
  }
}

/** G.4: segments and rows are coded apart, and every segment is of even length. */
export function encodeRle({ description, bytes }: DecodedFrame): Uint8Array {
  const { rows, columns, samplesPerPixel, bitsAllocated } = description;
  const width = bitsAllocated / 8;
  const segmentCount = samplesPerPixel * width;
  if (segmentCount > maxSegments) throw pixelsNotDecodable('RLE has no room for so many samples');
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(segmentCount);
  const parts: Uint8Array[] = [header];
  let offset = headerBytes;
  for (let number = 0; number < segmentCount; number += 1) {
    const first = Math.floor(number / width) * width + (width - 1 - (number % width));
    const segment = packSegment(bytes, { first, step: segmentCount, rows, columns });
    header.writeUInt32LE(offset, 4 + number * 4);
    parts.push(segment);
    offset += segment.length;
  }
  return Buffer.concat(parts, offset);
}

interface Plane {
  readonly first: number;
  readonly step: number;
  readonly rows: number;
  readonly columns: number;
}

function packSegment(bytes: Uint8Array, { first, step, rows, columns }: Plane): Uint8Array {
  const packed = Buffer.allocUnsafe(rows * (columns + Math.ceil(columns / 128)) + 1);
  const row = new Uint8Array(columns);
  let length = 0;
  for (let line = 0; line < rows; line += 1) {
    for (let at = 0; at < columns; at += 1) row[at] = bytes[first + (line * columns + at) * step] as number;
    length = packRow(row, packed, length);
  }
  if (length % 2 === 1) packed[length++] = 0;
  return packed.subarray(0, length);
}

const maxRun = 128;

/** A run of two is not worth breaking a literal for. */
function packRow(row: Uint8Array, packed: Uint8Array, start: number): number {
  let to = start;
  let literal = 0;
  for (let at = 0; at < row.length; ) {
    const run = runLength(row, at);
    if (run >= 3) {
      to = packLiteral(row.subarray(literal, at), packed, to);
      packed[to] = 257 - run;
      packed[to + 1] = row[at] as number;
      to += 2;
      literal = at + run;
    }
    at += run;
  }
  return packLiteral(row.subarray(literal), packed, to);
}

function runLength(row: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < row.length && end - at < maxRun && row[end] === row[at]) end += 1;
  return end - at;
}

function packLiteral(literal: Uint8Array, packed: Uint8Array, start: number): number {
  let to = start;
  for (let at = 0; at < literal.length; at += maxRun) {
    const piece = literal.subarray(at, at + maxRun);
    packed[to] = piece.length - 1;
    packed.set(piece, to + 1);
    to += piece.length + 1;
  }
  return to;
}
