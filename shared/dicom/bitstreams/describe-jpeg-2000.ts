import type { ByteRange } from '../byte-range.ts';
import type { Bitstream } from './bitstream.ts';

const jpeg2000 = (...ends: readonly number[]): readonly string[] => ends.map((end) => `1.2.840.10008.1.2.4.${end}`);
const signature = Buffer.from('0000000c6a5020200d0a870a', 'hex');
const [sizeMarker, codingMarker] = [0xff51, 0xff52];

/** PS3.5 8.2.4: a file stores the codestream alone, without the boxes of JP2 around it (ITU-T T.800 I); `undefined` for neither. */
export function locateCodestream(head: Buffer, byteLength: number): ByteRange | undefined {
  if (head.length >= 4 && head.readUInt32BE(0) === 0xff4fff51) return { offset: 0, length: byteLength };
  if (!head.subarray(0, signature.length).equals(signature)) return undefined;
  for (let at = 0; at + 16 <= head.length; ) {
    const stated = head.readUInt32BE(at);
    const headBytes = stated === 1 ? 16 : 8;
    const length = stated === 0 ? byteLength - at : stated === 1 ? Number(head.readBigUInt64BE(at + 8)) : stated;
    if (length < headBytes || at + length > byteLength) return undefined;
    if (head.toString('latin1', at + 4, at + 8) === 'jp2c')
      return { offset: at + headBytes, length: length - headBytes };
    at += length;
  }
  return undefined;
}

interface Size {
  readonly isHighThroughput: boolean;
  readonly isPart2: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  /** Of the first component: depth less one, and whether it is signed. */
  readonly depth: number;
}

interface Coding {
  readonly hasComponentTransform: boolean;
  readonly isReversible: boolean;
}

/** A JPEG 2000 codestream (ITU-T T.800 A.5, A.6) by its size and coding style segments. */
export function describeJpeg2000(codestream: Buffer): Bitstream | undefined {
  const segments = segmentsOf(codestream);
  const size = sizeOf(segments.get(sizeMarker));
  const coding = codingOf(segments.get(codingMarker));
  if (size === undefined || coding === undefined) return undefined;
  const { rows, columns, samplesPerPixel, depth } = size;
  return {
    image: {
      rows,
      columns,
      samplesPerPixel,
      bitsStored: (depth & 0x7f) + 1,
      pixelRepresentation: depth & 0x80 ? 1 : 0,
      photometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : colourOf(coding),
    },
    transferSyntaxUids: syntaxesOf(size, coding),
  };
}

function segmentsOf(codestream: Buffer): ReadonlyMap<number, Buffer> {
  const segments = new Map<number, Buffer>();
  for (let at = 2; at + 4 <= codestream.length; ) {
    const end = at + 2 + codestream.readUInt16BE(at + 2);
    const marker = codestream.readUInt16BE(at);
    if (marker < 0xff4f || marker === 0xff90 || end > codestream.length || end < at + 4) break;
    segments.set(marker, codestream.subarray(at + 4, end));
    at = end;
  }
  return segments;
}

function sizeOf(segment: Buffer | undefined): Size | undefined {
  if (segment === undefined || segment.length < 37) return undefined;
  const capabilities = segment.readUInt16BE(0);
  const [columns, rows] = [
    segment.readUInt32BE(2) - segment.readUInt32BE(10),
    segment.readUInt32BE(6) - segment.readUInt32BE(14),
  ];
  const samplesPerPixel = segment.readUInt16BE(34);
  if (columns <= 0 || rows <= 0 || (samplesPerPixel !== 1 && samplesPerPixel !== 3)) return undefined;
  const [isHighThroughput, isPart2] = [(capabilities & 0x4000) !== 0, (capabilities & 0x8000) !== 0];
  return { isHighThroughput, isPart2, rows, columns, samplesPerPixel, depth: segment[36] as number };
}

function codingOf(segment: Buffer | undefined): Coding | undefined {
  if (segment === undefined || segment.length < 10) return undefined;
  return { hasComponentTransform: segment[4] === 1, isReversible: segment[9] === 1 };
}

function colourOf({ hasComponentTransform, isReversible }: Coding): string {
  if (!hasComponentTransform) return 'RGB';
  return isReversible ? 'YBR_RCT' : 'YBR_ICT';
}

/** A reversible one may still be cut short, which its sender knows; whoever says nothing is taken to mean all of it. */
function syntaxesOf({ isHighThroughput, isPart2 }: Size, { isReversible }: Coding): readonly string[] {
  if (isHighThroughput) return isReversible ? jpeg2000(201, 202, 203) : jpeg2000(203);
  if (isPart2) return isReversible ? jpeg2000(92, 93) : jpeg2000(93);
  return isReversible ? jpeg2000(90, 91, 92, 93) : jpeg2000(91, 93);
}
