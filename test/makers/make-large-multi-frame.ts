import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { freshUid } from './fresh-uid.ts';
import { ctElements } from './make-ct.ts';
import { elementHeader, encodeElements, explicitLittleEndian } from './part10.ts';
import { part10Head } from './part10-file.ts';

export interface LargeMultiFrameSpec {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
}

export interface LargeMultiFrame {
  readonly key: InstanceKey;
  readonly byteLength: number;
  /** Made anew at each call, one frame a chunk, so that the instance never lies in memory whole. */
  readonly chunks: () => Generator<Buffer>;
  /** From 1, as in a URL. */
  readonly frame: (frameNumber: number) => Buffer;
}

/** A native 16-bit multi-frame instance as large as one likes, for the tests that watch memory. */
export function makeLargeMultiFrame({ rows, columns, frames }: LargeMultiFrameSpec): LargeMultiFrame {
  const key = { studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() };
  const frameBytes = rows * columns * 2;
  const frame = (frameNumber: number) => framePattern(frameBytes, frameNumber);
  const head = headOf(key, { rows, columns, frames });
  return { key, byteLength: head.length + frameBytes * frames, frame, chunks };

  function* chunks(): Generator<Buffer> {
    yield head;
    for (let frameNumber = 1; frameNumber <= frames; frameNumber++) yield frame(frameNumber);
  }
}

const enhancedCt = '1.2.840.10008.5.1.4.1.1.2.1';

function headOf(key: InstanceKey, size: LargeMultiFrameSpec): Buffer {
  const elements = ctElements({ ...key, ...size, sopClassUid: enhancedCt, pixelData: null }, Buffer.alloc(0));
  return Buffer.concat([
    part10Head({ sopClassUid: enhancedCt, sopInstanceUid: key.sopInstanceUid }),
    encodeElements(elements, explicitLittleEndian),
    elementHeader({ tag: '7FE00010', vr: 'OW' }, size.rows * size.columns * 2 * size.frames, explicitLittleEndian),
  ]);
}

function framePattern(byteLength: number, frameNumber: number): Buffer {
  const bytes = Buffer.alloc(byteLength, frameNumber & 0x0f);
  if (byteLength >= 4) bytes.writeUInt32LE(frameNumber, 0);
  return bytes;
}
