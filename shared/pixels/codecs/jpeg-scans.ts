import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { HuffmanDefinition } from './jpeg-huffman.ts';

/** ISO/IEC 10918-1 B.2.3: one scan and the tables that hold where it begins. */
export interface JpegScan {
  readonly components: readonly ScanComponent[];
  /** Ss: of a lossless scan the predictor. */
  readonly start: number;
  /** Al: of a lossless scan the point transform. */
  readonly shift: number;
  readonly restartInterval: number;
  readonly huffman: ReadonlyMap<number, HuffmanDefinition>;
  readonly quantization: ReadonlyMap<number, Uint8Array>;
  /** Where its bits begin. */
  readonly at: number;
}

export interface ScanComponent {
  readonly id: number;
  readonly dcTable: number;
  readonly acTable: number;
}

const [huffmanMarker, quantizationMarker, restartMarker, scanMarker, endMarker] = [0xc4, 0xdb, 0xdd, 0xda, 0xd9];

/** From the first marker to the last; every byte is looked at once. Tables of the AC kind have 16 added to their number. */
export function* jpegScans(bytes: Uint8Array): Generator<JpegScan> {
  const huffman = new Map<number, HuffmanDefinition>();
  const quantization = new Map<number, Uint8Array>();
  let restartInterval = 0;
  for (let at = nextMarker(bytes, 2); at + 4 <= bytes.length; ) {
    const code = bytes[at + 1];
    if (code === endMarker) return;
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    const payload = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || payload.length !== length - 2) throw pixelsNotDecodable('a JPEG segment is cut off');
    at += 2 + length;
    if (code === huffmanMarker) readHuffman(payload, huffman);
    if (code === quantizationMarker) readQuantization(payload, quantization);
    if (code === restartMarker) restartInterval = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
    if (code === scanMarker) yield { ...scanHeader(payload), restartInterval, huffman, quantization, at };
    at = nextMarker(bytes, at);
  }
}

/** Past the bits of a scan, and past its restart markers. */
function nextMarker(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    const code = bytes[at + 1] as number;
    if (bytes[at] === 0xff && code !== 0 && code !== 0xff && (code & 0xf8) !== 0xd0) return at;
  }
  return bytes.length;
}

function readHuffman(payload: Uint8Array, huffman: Map<number, HuffmanDefinition>): void {
  for (let at = 0; at + 17 <= payload.length; ) {
    const counts = payload.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const symbols = payload.subarray(at + 17, at + 17 + total);
    if (symbols.length < total) throw pixelsNotDecodable('a JPEG Huffman table is cut off');
    huffman.set(payload[at] as number, { counts, symbols });
    at += 17 + total;
  }
}

/** The bytes with their precision in front; they are read when a scan needs them. */
function readQuantization(payload: Uint8Array, quantization: Map<number, Uint8Array>): void {
  for (let at = 0; at < payload.length; ) {
    const head = payload[at] as number;
    const length = 1 + 64 * (head >= 16 ? 2 : 1);
    if (at + length > payload.length) throw pixelsNotDecodable('a JPEG quantization table is cut off');
    quantization.set(head & 15, payload.subarray(at, at + length));
    at += length;
  }
}

function scanHeader(payload: Uint8Array): Pick<JpegScan, 'components' | 'start' | 'shift'> {
  const count = payload[0] ?? 0;
  if (count < 1 || count > 4 || payload.length < 4 + count * 2)
    throw pixelsNotDecodable('a JPEG scan header is cut off');
  const components = Array.from({ length: count }, (_, number) => {
    const tables = payload[2 + number * 2] as number;
    return { id: payload[1 + number * 2] as number, dcTable: tables >> 4, acTable: 16 + (tables & 15) };
  });
  return {
    components,
    start: payload[1 + count * 2] as number,
    shift: (payload[3 + count * 2] as number) & 15,
  };
}
