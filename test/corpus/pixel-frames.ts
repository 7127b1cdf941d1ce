import { inflateRawSync } from 'node:zlib';
import { extractFrame } from '../makers/extract-frame.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** Pixel bytes found by looking for them, without the gateway's reader: frames of native data, fragments of the rest. */
export type FoundPixels =
  | { readonly kind: 'native'; readonly frames: readonly Buffer[] }
  | { readonly kind: 'encapsulated'; readonly fragments: readonly Buffer[] };

const deflated = '1.2.840.10008.1.2.1.99';
const bigEndian = '1.2.840.10008.1.2.2';
const implicit = '1.2.840.10008.1.2';
const undefinedLength = 0xffffffff;

export function findPixels(file: Buffer, entry: CatalogueEntry): FoundPixels | undefined {
  const dataSet = entry.transferSyntaxUid === deflated ? inflateRawSync(file.subarray(dataSetStart(file))) : file;
  const value = findPixelValue(dataSet, entry.transferSyntaxUid);
  if (value === undefined) return undefined;
  if (value.length === undefinedLength) return { kind: 'encapsulated', fragments: fragmentsAt(dataSet, value.start) };
  return { kind: 'native', frames: nativeFrames(dataSet.subarray(value.start, value.start + value.length), entry) };
}

/** File meta ends where its group length says; only files of the corpus with a right one are deflated. */
const dataSetStart = (file: Buffer): number => 144 + file.readUInt32LE(140);

interface PixelValue {
  readonly start: number;
  readonly length: number;
}

/** The last pixel data element that reaches the end of the file, or nearly: an icon's lies further in. */
function findPixelValue(bytes: Buffer, transferSyntaxUid: string): PixelValue | undefined {
  const isBig = transferSyntaxUid === bigEndian;
  const heads = ['10', '09', '08'].map((low) => Buffer.from(isBig ? `7fe000${low}` : `e07f${low}00`, 'hex'));
  for (const head of heads) {
    for (let at = bytes.lastIndexOf(head); at > 0; at = bytes.lastIndexOf(head, at - 1)) {
      const value = valueAt(bytes, at, { isBig, isImplicit: transferSyntaxUid === implicit });
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

function valueAt(
  bytes: Buffer,
  at: number,
  { isBig, isImplicit }: { readonly isBig: boolean; readonly isImplicit: boolean },
): PixelValue | undefined {
  const vr = bytes.subarray(at + 4, at + 6).toString('latin1');
  if (!isImplicit && !/^O[BWFD]$/.test(vr)) return undefined;
  const lengthAt = isImplicit ? at + 4 : at + 8;
  if (lengthAt + 4 > bytes.length) return undefined;
  const length = isBig ? bytes.readUInt32BE(lengthAt) : bytes.readUInt32LE(lengthAt);
  const start = lengthAt + 4;
  const isNearTheEnd = start + length <= bytes.length && start + length > bytes.length - 4_096;
  return length === undefinedLength || isNearTheEnd ? { start, length } : undefined;
}

/** PS3.5 A.4: the first item is the Basic Offset Table; the rest, joined, is all that was compressed. */
function fragmentsAt(bytes: Buffer, start: number): Buffer[] {
  const items: Buffer[] = [];
  for (let at = start; bytes.readUInt32LE(at) === 0xe000fffe; ) {
    const length = bytes.readUInt32LE(at + 4);
    items.push(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return items.slice(1);
}

function nativeFrames(pixels: Buffer, { pixels: image }: CatalogueEntry): Buffer[] {
  const samples = image.photometricInterpretation === 'YBR_FULL_422' ? 2 : image.samplesPerPixel;
  const frameBits = image.rows * image.columns * samples * image.bitsAllocated;
  const whole = Math.min(image.frames, Math.floor((pixels.length * 8) / frameBits));
  return Array.from({ length: whole }, (_, number) => {
    const firstBit = number * frameBits;
    const bytes = pixels.subarray(firstBit >> 3, Math.ceil((firstBit + frameBits) / 8));
    return Buffer.from(extractFrame(bytes, firstBit & 7, frameBits));
  });
}
