import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import type { FrameTable } from '../dicom/frame-table.ts';
import { readerLimits } from '../dicom/reader-limits.ts';
import { type AcceptRequest, chooseRepresentation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { alignBits } from './align-bits.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import { groupedPieces } from './grouped-pieces.ts';
import { joinedBytes } from './joined-bytes.ts';
import { type LocatedFrame, locateFrame } from './locate-frame.ts';
import { isDeflated, maxGapIn, openStoredRange } from './open-stored-range.ts';
import { pixelRepresentations } from './pixel-representations.ts';
import { type OpenRange, readRanges } from './read-ranges.ts';
import type { Retrieved } from './retrieved.ts';
import { sendAlone } from './send-alone.ts';
import { sendMultipart } from './send-multipart.ts';
import { cutBytes, windowOf } from './window-of.ts';
import { wireSyntaxOf } from './wire-syntax.ts';

export interface WantedFrames {
  readonly location: InstanceLocation;
  readonly table: FrameTable | undefined;
  readonly frameNumbers: readonly number[];
  /** PS3.18 8.7.6: the Content-Location of a frame's part. */
  readonly urlOf: (frameNumber: number) => string;
  readonly publicBaseUrl: string;
}

/** Each frame is a part of its own (PS3.18 8.7.3.3); neighbours are read from the archive in one go. */
export function sendFrames(
  permit: Authorized<'study.read'>,
  { location, table, frameNumbers, urlOf, publicBaseUrl }: WantedFrames,
  request: AcceptRequest,
  archive: ImageArchive,
): Retrieved {
  refuseTooManyPieces(table, frameNumbers);
  const frames = frameNumbers.map((frameNumber) => locateFrame(table, frameNumber));
  if (isDeflated(location)) refuseBackwards(frameNumbers);
  const syntax = wireSyntaxOf(location.transferSyntaxUid, table?.kind === 'encapsulated');
  const representation = chooseRepresentation(request, pixelRepresentations(syntax, formsFor(frames.length)));
  const part = `frames/${frameNumbers.join(',')}`;
  const etag = etagOfInstances([location], { representation, publicBaseUrl, part });
  const contentType = `${representation.essence}; transfer-syntax=${syntax}`;
  const parts = frames.map(({ frameNumber, byteLength }) => ({
    headers: { 'Content-Type': contentType, 'Content-Location': urlOf(frameNumber) },
    byteLength,
  }));
  const open = openStoredRange(permit, location, archive);
  const [frame] = frames;
  const [alone] = parts;
  if (representation.form === 'single' && frame !== undefined && alone !== undefined) {
    return sendAlone({ ...alone, etag, read: (window) => frameWindow(open, frame, window) }, request);
  }
  const streams = frameStreams(open, frames, maxGapIn(location));
  return sendMultipart({ essence: representation.essence, etag, parts, streams });
}

function frameWindow(open: OpenRange, { ranges, bits }: LocatedFrame, window: ByteRange): AsyncIterable<Uint8Array> {
  if (bits === undefined) return joinedBytes(readRanges(open, windowOf(ranges, window)));
  return cutBytes(alignBits(joinedBytes(readRanges(open, ranges)), bits), window);
}

/** A frame of many fragments, asked for a thousand times over, would be more places than memory holds. */
function refuseTooManyPieces(table: FrameTable | undefined, frameNumbers: readonly number[]): void {
  if (table?.kind !== 'encapsulated') return;
  const pieces = frameNumbers.reduce((sum, number) => sum + (table.frames[number - 1]?.length ?? 0), 0);
  if (pieces <= readerLimits.maxFragments) return;
  throw new GatewayError(
    'frame-list-invalid',
    `These frames lie in ${pieces} fragments; ask for fewer of them at once.`,
  );
}

/** A deflated data set is inflated from its start for every step back, which could be asked for thousands of times. */
function refuseBackwards(frameNumbers: readonly number[]): void {
  const isAscending = frameNumbers.every((frameNumber, position) => frameNumber > (frameNumbers[position - 1] ?? 0));
  if (isAscending) return;
  throw new GatewayError(
    'frame-list-invalid',
    'The instance is stored deflated; ask for its frames in ascending order.',
  );
}

const formsFor = (frameCount: number) =>
  frameCount === 1 ? (['multipart', 'single'] as const) : (['multipart'] as const);

async function* frameStreams(
  open: OpenRange,
  frames: readonly LocatedFrame[],
  maxGapBytes: number | undefined,
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const groups = frames.map(({ ranges }) => ranges);
  const remaining = frames.values();
  for await (const bytes of groupedPieces(open, groups, maxGapBytes)) {
    const { value: frame } = remaining.next();
    yield frame?.bits === undefined ? bytes : alignBits(bytes, frame.bits);
  }
}
