import type { DecodedFrame } from '../decoded-frame.ts';
import type { EncodedFrame } from '../encoded-frame.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import { assertSameShape, codestreamCells } from './codestream-cells.ts';
import { JpegBitReader } from './jpeg-bit-reader.ts';
import { type HuffmanTable, huffmanTable } from './jpeg-huffman.ts';
import { type JpegFrameHeader, readJpegFrameHeader } from './jpeg-markers.ts';
import { type JpegScan, jpegScans } from './jpeg-scans.ts';

/**
 * JPEG Lossless with Huffman codes (ISO/IEC 10918-1 Annex H), processes 14 and 14 SV1: every predictor and precision, point
 * transform, restarts, scans of one component or of all (docs/decisions/0077-our-own-lossless-jpeg.md).
 */
export const jpegLosslessCodec = { decode: decodeJpegLossless };

const lossless = 0xc3;

function decodeJpegLossless({ description, bytes }: EncodedFrame): DecodedFrame {
  const header = readJpegFrameHeader(bytes);
  if (header.process !== lossless) throw pixelsNotDecodable('its codestream is not lossless JPEG with Huffman codes');
  assertSameShape(header, description);
  const { rows, columns, components, precision } = header;
  const count = rows * columns * components;
  const samples = precision <= 8 ? new Uint8Array(count) : new Uint16Array(count);
  const missing = new Set(header.componentIds);
  for (const scan of jpegScans(bytes)) {
    const planes = scan.components.map(({ id }) => planeOf(id, header, missing));
    decodeScan(new JpegBitReader(bytes, scan.at), { scan, planes, header, samples });
    if (missing.size === 0) break;
  }
  if (missing.size > 0) throw pixelsNotDecodable('its JPEG codestream lacks a component');
  return codestreamCells(header, description, new Uint8Array(samples.buffer));
}

/** Each component is in one scan, so that there are never more scans than components. */
function planeOf(id: number, header: JpegFrameHeader, missing: Set<number>): number {
  if (!missing.delete(id)) throw pixelsNotDecodable('a JPEG component is scanned twice, or is none');
  return header.componentIds.indexOf(id);
}

interface LosslessScan {
  readonly scan: JpegScan;
  /** Which samples of a pixel the scan holds, in its order. */
  readonly planes: readonly number[];
  readonly header: JpegFrameHeader;
  readonly samples: Uint8Array | Uint16Array;
}

/** H.1.2.1: after a restart the samples are predicted as those of a first line. */
function decodeScan(reader: JpegBitReader, job: LosslessScan): void {
  const { scan, planes, header } = job;
  const { rows, columns } = header;
  const predict = predictors[scan.start];
  if (predict === undefined || scan.shift >= header.precision)
    throw pixelsNotDecodable('its JPEG predictor is unknown');
  const tables = scan.components.map(({ dcTable }) => tableOf(scan, dcTable));
  const state = { ...job, reader, predict, tables, origin: 2 ** (header.precision - scan.shift - 1) };
  let lineStart = 0;
  for (let pixel = 0; pixel < rows * columns; pixel += 1) {
    if (scan.restartInterval > 0 && pixel > 0 && pixel % scan.restartInterval === 0) {
      reader.passRestart();
      lineStart = pixel;
    }
    for (let number = 0; number < planes.length; number += 1) decodeSample(state, number, pixel, lineStart);
  }
}

interface ScanState extends LosslessScan {
  readonly reader: JpegBitReader;
  readonly predict: Predictor;
  readonly tables: readonly HuffmanTable[];
  readonly origin: number;
}

function decodeSample(state: ScanState, number: number, pixel: number, firstPixel: number): void {
  const { reader, header, scan, samples } = state;
  const { columns, components } = header;
  const plane = state.planes[number] as number;
  const sampleAt = (at: number) => (samples[at * components + plane] as number) >> scan.shift;
  const size = reader.symbol(state.tables[number] as HuffmanTable);
  if (size > 16) throw pixelsNotDecodable('a JPEG difference is too large');
  const difference = size === 16 ? 32_768 : reader.difference(size);
  const column = pixel % columns;
  const predicted = predictedValue();
  samples[pixel * components + plane] = ((predicted + difference) & 0xffff) << scan.shift;

  function predictedValue(): number {
    if (pixel === firstPixel) return state.origin;
    if (pixel - firstPixel < columns - (firstPixel % columns)) return sampleAt(pixel - 1);
    if (column === 0) return sampleAt(pixel - columns);
    return state.predict(sampleAt(pixel - 1), sampleAt(pixel - columns), sampleAt(pixel - columns - 1));
  }
}

type Predictor = (left: number, above: number, aboveLeft: number) => number;

/** Table H.1, by selection value. */
const predictors: readonly (Predictor | undefined)[] = [
  undefined,
  (left) => left,
  (_left, above) => above,
  (_left, _above, aboveLeft) => aboveLeft,
  (left, above, aboveLeft) => left + above - aboveLeft,
  (left, above, aboveLeft) => left + ((above - aboveLeft) >> 1),
  (left, above, aboveLeft) => above + ((left - aboveLeft) >> 1),
  (left, above) => (left + above) >> 1,
];

function tableOf({ huffman }: JpegScan, number: number): HuffmanTable {
  const definition = huffman.get(number);
  if (definition === undefined) throw pixelsNotDecodable('a JPEG scan names a Huffman table that is not there');
  return huffmanTable(definition);
}
