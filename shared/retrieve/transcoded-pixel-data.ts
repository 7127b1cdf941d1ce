import type { InstanceHeader } from '../dicom/instance-header.ts';
import { elementHead, itemHead, refuseTooLong, sequenceEnd, undefinedLength } from '../dicom/writing/element-bytes.ts';
import type { Gateway } from '../gateway.ts';
import type { PixelDescription } from '../pixels/pixel-description.ts';
import { pixelsNotDecodable } from '../pixels/pixel-failures.ts';
import type { TranscodedFrame } from '../pixels/transcode-frame.ts';
import { explicitLittleEndianUid } from '../pixels/transcoding-targets.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { frameStreams } from './frame-streams.ts';
import { locateFrame } from './locate-frame.ts';
import { maxGapIn } from './open-stored-range.ts';
import type { OpenRange } from './read-ranges.ts';
import { frameKindOf, transcodedFrames, withPaddedWord } from './transcoded-frames.ts';

const pixelData = 0x7fe00010;

/** All frames of an instance as one Pixel Data element, and what the header has to say of them; the first frame is made at once. */
export async function transcodedPixelData(
  header: InstanceHeader,
  {
    target,
    location,
    open,
  }: { readonly target: string; readonly location: InstanceLocation; readonly open: OpenRange },
  { pixels, settings }: Pick<Gateway, 'pixels' | 'settings'>,
): Promise<{ readonly description: PixelDescription; readonly bytes: AsyncIterable<Uint8Array> }> {
  const kind = frameKindOf(header);
  const { frames } = header;
  const count = frames?.kind === 'encapsulated' ? frames.frames.length : (frames?.numberOfFrames ?? 0);
  const located = Array.from({ length: count }, (_, index) => withPaddedWord(locateFrame(frames, index + 1), kind));
  const streams = frameStreams(open, located, maxGapIn(location));
  const made = transcodedFrames(streams, { kind, target, pixels, limits: settings.pixels });
  const { value: first } = await made.next();
  if (first === undefined) throw pixelsNotDecodable('it has no frames');
  const all = withFirst(first, made);
  const bytes = target === explicitLittleEndianUid ? nativeElement(all, first, count) : encapsulatedElement(all);
  return { description: first.description, bytes };
}

async function* withFirst(
  first: TranscodedFrame,
  rest: AsyncGenerator<TranscodedFrame>,
): AsyncGenerator<TranscodedFrame> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** PS3.5 8.1: frames of one size, one after the other. */
async function* nativeElement(
  frames: AsyncIterable<TranscodedFrame>,
  { bytes, description }: TranscodedFrame,
  count: number,
): AsyncGenerator<Uint8Array> {
  const byteLength = bytes.length * count;
  refuseTooLong(pixelData, byteLength);
  yield elementHead(pixelData, description.bitsAllocated > 8 ? 'OW' : 'OB', byteLength + (byteLength % 2));
  for await (const frame of frames) yield frame.bytes;
  if (byteLength % 2 === 1) yield Buffer.alloc(1);
}

/** PS3.5 A.4: an empty offset table, since nobody knows before how long frames become, and one fragment a frame. */
async function* encapsulatedElement(frames: AsyncIterable<TranscodedFrame>): AsyncGenerator<Uint8Array> {
  yield Buffer.concat([elementHead(pixelData, 'OB', undefinedLength), itemHead(0)]);
  for await (const { bytes } of frames) {
    const padding = bytes.length % 2;
    yield Buffer.concat([itemHead(bytes.length + padding), bytes, Buffer.alloc(padding)]);
  }
  yield sequenceEnd;
}
