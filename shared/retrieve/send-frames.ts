import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import type { FrameTable } from '../dicom/frame-table.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { readerLimits } from '../dicom/reader-limits.ts';
import { type AcceptRequest, chooseAtOnce, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import type { OutgoingPart } from '../dicomweb/multipart-writer.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { transcodingTargetsOf } from '../pixels/transcoding-targets.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { alignBits } from './align-bits.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import { frameStreams } from './frame-streams.ts';
import { joinedBytes } from './joined-bytes.ts';
import { type LocatedFrame, locateFrame } from './locate-frame.ts';
import { isDeflated, maxGapIn, openStoredRange } from './open-stored-range.ts';
import { pixelRepresentations, transcodedRepresentations } from './pixel-representations.ts';
import { readHeader } from './read-header.ts';
import { type OpenRange, readRanges } from './read-ranges.ts';
import type { Retrieved } from './retrieved.ts';
import { sendAlone } from './send-alone.ts';
import { sendMadeParts } from './send-made-parts.ts';
import { sendMultipart } from './send-multipart.ts';
import { type FrameKind, frameKindOf, transcodedFrames, withPaddedWord } from './transcoded-frames.ts';
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

/**
 * Each frame is a part of its own (PS3.18 8.7.3.3), as stored or in another transfer syntax; neighbours are read from the
 * archive in one go.
 */
export async function sendFrames(
  permit: Authorized<'study.read'>,
  wanted: WantedFrames,
  request: AcceptRequest,
  gateway: Pick<Gateway, 'archive' | 'pixels' | 'settings'>,
): Promise<Retrieved> {
  const { location, table, frameNumbers } = wanted;
  refuseTooManyPieces(table, frameNumbers);
  const frames = frameNumbers.map((frameNumber) => locateFrame(table, frameNumber));
  if (isDeflated(location)) refuseBackwards(frameNumbers);
  const open = openStoredRange(permit, location, gateway.archive);
  const syntax = wireSyntaxOf(location.transferSyntaxUid, table?.kind === 'encapsulated');
  const stored = pixelRepresentations(syntax, formsFor(frames.length));
  const atOnce = chooseAtOnce(request, stored);
  if (atOnce !== undefined) return sendStored({ ...wanted, frames, open, representation: atOnce }, request);
  const header = await readHeader(permit, location.key, gateway.archive);
  const kind = findFrameKind(header);
  const targets = kind === undefined ? [] : transcodingTargetsOf(kind).filter((target) => target !== syntax);
  const offered = [...stored, ...transcodedRepresentations(targets, formsFor(frames.length))];
  const representation = chooseRepresentation(request, offered);
  const job = { ...wanted, frames, open, representation };
  if (kind === undefined || representation.isTranscoded !== true) return sendStored(job, request);
  return sendTranscoded({ ...job, kind }, gateway);
}

/** `undefined` where the header does not say what the pixels are: then there is only what is stored. */
function findFrameKind(header: InstanceHeader): FrameKind | undefined {
  try {
    return frameKindOf(header);
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}

interface FramesToSend extends WantedFrames {
  readonly frames: readonly LocatedFrame[];
  readonly open: OpenRange;
  readonly representation: Representation;
}

const etagOfFrames = ({ location, frameNumbers, representation, publicBaseUrl }: FramesToSend): string =>
  etagOfInstances([location], { representation, publicBaseUrl, part: `frames/${frameNumbers.join(',')}` });

const headersOf = ({ representation, urlOf }: FramesToSend, frameNumber: number): Readonly<Record<string, string>> => ({
  'Content-Type': `${representation.essence}; transfer-syntax=${representation.transferSyntaxUids.join()}`,
  'Content-Location': urlOf(frameNumber),
});

/** How long a frame becomes is known when it is made: the answer has no length in front, and no ranges. */
function sendTranscoded(
  job: FramesToSend & { readonly kind: FrameKind },
  { pixels, settings }: Pick<Gateway, 'pixels' | 'settings'>,
): Retrieved {
  const { kind, representation } = job;
  const { form, essence } = representation;
  const etag = etagOfFrames(job);
  const target = representation.transferSyntaxUids.join();
  const stored = job.frames.map((frame) => withPaddedWord(frame, kind));
  const parts = async function* (): AsyncGenerator<OutgoingPart> {
    const streams = frameStreams(job.open, stored, maxGapIn(job.location));
    const transcoded = transcodedFrames(streams, { kind, target, pixels, limits: settings.pixels });
    try {
      for (const { frameNumber } of job.frames) {
        const { value } = await transcoded.next().catch((error) => failOfFrame(frameNumber, error));
        if (value !== undefined) yield { headers: headersOf(job, frameNumber), bytes: oneChunk(value.bytes) };
      }
    } finally {
      await transcoded.return(undefined);
    }
  };
  return sendMadeParts({
    form,
    essence,
    etag,
    count: job.frames.length,
    firstHeaders: headersOf(job, job.frames[0]?.frameNumber ?? 1),
    parts,
  });
}

/** Which of the frames it was is for the client to know. */
function failOfFrame(frameNumber: number, error: unknown): never {
  if (!(error instanceof GatewayError)) throw error;
  throw new GatewayError(error.code, `Frame ${frameNumber}: ${error.message}`, {
    headers: error.headers,
    cause: error,
  });
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function sendStored(job: FramesToSend, request: AcceptRequest): Retrieved {
  const { frames, open, representation, location } = job;
  const etag = etagOfFrames(job);
  const parts = frames.map(({ frameNumber, byteLength }) => ({ headers: headersOf(job, frameNumber), byteLength }));
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
