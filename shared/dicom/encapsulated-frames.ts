import type { Fragment, FragmentsElement } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import type { EncapsulatedFrames } from './frame-table.ts';
import type { PixelCodec } from './transfer-syntaxes.ts';

export interface EncapsulatedFacts {
  readonly codec: PixelCodec;
  readonly numberOfFrames: number;
  readonly extendedOffsetTable: Buffer | undefined;
}

/**
 * Which fragments make which frame (PS3.5 A.4). An offset table that is there decides, and a lying one is refused; without
 * one, a single frame takes all, as many fragments as frames take one each, and else each codestream's first bytes tell.
 */
export function encapsulatedFrames(pixelData: FragmentsElement, facts: EncapsulatedFacts): EncapsulatedFrames {
  const { fragments } = pixelData;
  const starts = frameStarts(pixelData, facts);
  const frames = starts.map((start, index) =>
    fragments.slice(start, starts[index + 1] ?? fragments.length).map(({ offset, length }) => ({ offset, length })),
  );
  return { kind: 'encapsulated', frames };
}

/** The index of each frame's first fragment. */
function frameStarts(pixelData: FragmentsElement, facts: EncapsulatedFacts): number[] {
  const { fragments } = pixelData;
  const offsets = frameOffsets(pixelData, facts);
  if (offsets.length > 0) return startsFromOffsets(fragments, offsets);
  if (facts.numberOfFrames === 1) return [0];
  if (fragments.length === facts.numberOfFrames) return fragments.map((_, index) => index);
  return startsFromCodestreams(fragments, facts);
}

/** PS3.3 C.7.6.3.1.8: the Extended Offset Table stands instead of the Basic one; both count from the first fragment's item. */
function frameOffsets({ offsetTable }: FragmentsElement, { extendedOffsetTable }: EncapsulatedFacts): number[] {
  if (extendedOffsetTable !== undefined && extendedOffsetTable.length > 0) {
    return readOffsets(extendedOffsetTable, 8, (at) => Number(extendedOffsetTable.readBigUInt64LE(at)));
  }
  return readOffsets(offsetTable, 4, (at) => offsetTable.readUInt32LE(at));
}

function readOffsets(table: Buffer, width: number, read: (at: number) => number): number[] {
  if (table.length % width !== 0) throw inconsistent('an offset table does not hold whole offsets');
  return Array.from({ length: table.length / width }, (_, index) => read(index * width));
}

function startsFromOffsets(fragments: readonly Fragment[], offsets: readonly number[]): number[] {
  const origin = fragments[0]?.offset ?? 0;
  const indexByOffset = new Map(fragments.map(({ offset }, index) => [offset - origin, index]));
  const starts = offsets.map((offset) => indexByOffset.get(offset) ?? -1);
  const isSound = starts[0] === 0 && starts.every((start, at) => at === 0 || start > (starts[at - 1] as number));
  if (!isSound) throw inconsistent('an offset table points to where no fragment begins');
  return starts;
}

function startsFromCodestreams(fragments: readonly Fragment[], { codec, numberOfFrames }: EncapsulatedFacts): number[] {
  const starts = fragments.flatMap(({ firstWord }, index) => (beginsFrame(codec, firstWord) ? [index] : []));
  if (starts[0] === 0 && starts.length <= numberOfFrames) return starts;
  throw inconsistent('no offset table says which fragments make which frame, and their first bytes do not either');
}

/** The first bytes of a JPEG (SOI), JPEG 2000 (SOC, SIZ) or JPEG XL codestream; RLE, deflated and uncompressed frames take one fragment each (PS3.5 A.4.2). */
function beginsFrame(codec: PixelCodec, firstWord: number): boolean {
  if (codec === 'jpeg' || codec === 'jpeg-ls') return firstWord >>> 8 === 0xffd8ff;
  if (codec === 'jpeg-2000') return firstWord === 0xff4fff51;
  if (codec === 'jpeg-xl') return firstWord >>> 16 === 0xff0a;
  return codec === 'rle' || codec === 'deflated-frame' || codec === 'uncompressed';
}

const inconsistent = (what: string): DicomError => new DicomError('pixel-data-inconsistent', `(7FE0,0010): ${what}`);
