import { inflateSync } from 'node:zlib';
import { hasOtherForm, namesIn } from './pdf-names.ts';
import type { PdfLayout, PdfStream } from './pdf-streams.ts';

/** All that a PDF is built of besides what its streams draw. */
export interface PdfObjects {
  /** Plain, and out of object streams (ISO 32000-1 7.5.7), in which most writers put them. */
  readonly pieces: readonly Buffer[];
  /** Every object stream was looked into, and what should inflate does. */
  readonly isWhole: boolean;
}

/** Of all streams of a document together. */
const maxInflatedBytes = 64 * 1024 * 1024;

export function pdfObjects({ syntax, streams, isWhole: isAllThere }: PdfLayout): PdfObjects {
  const isEncrypted = syntax.some((piece) => namesIn(piece).has('Encrypt'));
  const pieces = [...syntax];
  let room = maxInflatedBytes;
  let isWhole = isAllThere;
  for (const stream of streams) {
    const opened = openStream(stream, { room, isEncrypted });
    if (opened.objects !== undefined) pieces.push(opened.objects);
    isWhole &&= opened.isWhole;
    room -= opened.inflatedBytes;
  }
  return { pieces, isWhole };
}

interface OpenedStream {
  readonly objects?: Buffer;
  readonly isWhole: boolean;
  readonly inflatedBytes: number;
}

interface OpeningLimits {
  readonly room: number;
  readonly isEncrypted: boolean;
}

/** Whatever may be an object stream is opened as one; what draws only has to inflate. */
function openStream({ before, data }: PdfStream, { room, isEncrypted }: OpeningLimits): OpenedStream {
  const names = namesIn(before);
  const ownNames = namesIn(before.subarray(Math.max(before.lastIndexOf('obj'), 0)));
  const holdsObjects = names.has('ObjStm') || (ownNames.has('First') && ownNames.has('N'));
  const isDeflated = ownNames.has('FlateDecode') || ownNames.has('Fl');
  if (!isDeflated && !holdsObjects) return { ...piecesOfPlain(data), isWhole: true, inflatedBytes: 0 };
  if (isEncrypted || (!holdsObjects && (ownNames.has('Image') || hasOtherForm(ownNames)))) {
    return { isWhole: !holdsObjects, inflatedBytes: 0 };
  }
  const inflated = isDeflated ? findInflated(data, room) : data;
  const objects = holdsObjects ? inflated : inflated === undefined ? piecesOfPlain(data).objects : undefined;
  return {
    ...(objects === undefined ? {} : { objects }),
    isWhole: inflated !== undefined && !(holdsObjects && hasOtherForm(ownNames)),
    inflatedBytes: isDeflated ? (inflated?.length ?? data.length) : 0,
  };
}

/** A reader that follows references may find objects where a stream only seems to be. */
const piecesOfPlain = (data: Buffer): { readonly objects?: Buffer } => (data.includes(' obj') ? { objects: data } : {});

/** What follows the end of the deflated data is the end of a line. */
function findInflated(data: Buffer, room: number): Buffer | undefined {
  if (room <= 0) return undefined;
  try {
    return inflateSync(data, { maxOutputLength: room });
  } catch {
    return undefined;
  }
}
