import { packedBits } from './codecs/packed-bits.ts';
import { decodeFrame } from './decode-frame.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { encodeFrame } from './encode-frame.ts';
import type { EncodedFrame } from './encoded-frame.ts';
import type { PixelDescription } from './pixel-description.ts';
import type { PixelLimits } from './pixel-limits.ts';
import { explicitLittleEndianUid, htj2kUid, jpeg2000Uid, jpegBaselineUid } from './transcoding-targets.ts';

/** From the transfer syntax that a frame is stored in to the one that was asked for. */
export interface TranscodeTask {
  readonly frame: EncodedFrame;
  readonly target: string;
}

export interface TranscodedFrame {
  readonly bytes: Uint8Array;
  /** What the Image Pixel Module has to say of them. */
  readonly description: PixelDescription;
}

/** One job of a worker, so that cells are never copied between threads. */
export async function transcodeFrame({ frame, target }: TranscodeTask, limits: PixelLimits): Promise<TranscodedFrame> {
  const decoded = await decodeFrame(frame, limits);
  if (frame.description.bitsAllocated === 1 && target === explicitLittleEndianUid) {
    return { bytes: packedBits(decoded), description: frame.description };
  }
  return { bytes: await encodeFrame(decoded, target, limits), description: describedIn(target, decoded) };
}

/** PS3.5 8.2.1, 8.2.4: the encoders change RGB to what compresses better, and the header has to say so. */
function describedIn(target: string, { description }: DecodedFrame): PixelDescription {
  if (description.photometricInterpretation !== 'RGB') return description;
  if (target === jpegBaselineUid) return { ...description, photometricInterpretation: 'YBR_FULL' };
  const isTransformed = target === jpeg2000Uid || target === htj2kUid;
  return isTransformed ? { ...description, photometricInterpretation: 'YBR_RCT' } : description;
}
