import type { InstanceHeader } from '../dicom/instance-header.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { EncodedFrame } from '../pixels/encoded-frame.ts';
import { pixelDescriptionOf } from '../pixels/pixel-description.ts';
import { pixelsTooLarge } from '../pixels/pixel-failures.ts';
import type { PixelWorkerLimits, PixelWorkers } from '../pixels/pixel-workers.ts';
import type { TranscodedFrame } from '../pixels/transcode-frame.ts';
import { workAhead } from '../work-ahead.ts';
import type { LocatedFrame } from './locate-frame.ts';

/** All of an encoded frame but its bytes, which are read when its turn has come. */
export type FrameKind = Omit<EncodedFrame, 'bytes'>;

export function frameKindOf({ dicomJson, bulk, transferSyntaxUid }: InstanceHeader): FrameKind {
  const isWordValue = bulk['7FE00010']?.vr === 'OW';
  return { transferSyntaxUid, description: pixelDescriptionOf(dicomJson), isWordValue };
}

export interface Transcoding {
  readonly kind: FrameKind;
  readonly target: string;
  readonly pixels: PixelWorkers;
  readonly limits: PixelWorkerLimits;
}

/** Frames one after the other, as many at a time as there are workers: of a long series only those are in memory. */
export function transcodedFrames(
  frames: AsyncIterable<AsyncIterable<Uint8Array>>,
  { kind, target, pixels, limits }: Transcoding,
): AsyncGenerator<TranscodedFrame> {
  const gathered = gatheredFrames(frames, limits.maxFrameBytes);
  return workAhead(
    gathered,
    (bytes) => pixels.run('transcode', { frame: { ...kind, bytes }, target }),
    limits.maxWorkers,
  );
}

async function* gatheredFrames(
  frames: AsyncIterable<AsyncIterable<Uint8Array>>,
  maxFrameBytes: number,
): AsyncGenerator<Uint8Array> {
  for await (const frame of frames) {
    const chunks: Uint8Array[] = [];
    let byteLength = 0;
    for await (const chunk of frame) {
      byteLength += chunk.length;
      if (byteLength > maxFrameBytes) throw pixelsTooLarge(`one frame may have ${maxFrameBytes} bytes`);
      chunks.push(chunk);
    }
    yield Buffer.concat(chunks, byteLength);
  }
}

/** PS3.5 8.1.1: the last byte of an odd frame of big endian words is behind the byte that pads the value. */
export function withPaddedWord(frame: LocatedFrame, { transferSyntaxUid, isWordValue }: FrameKind): LocatedFrame {
  const isTurned = transferSyntaxes.get(transferSyntaxUid)?.bigEndian === true && isWordValue === true;
  const [range] = frame.ranges;
  if (!isTurned || range === undefined || range.length % 2 === 0) return frame;
  return { ...frame, ranges: [{ ...range, length: range.length + 1 }], byteLength: frame.byteLength + 1 };
}
