import { inflateRawSync } from 'node:zlib';
import type { ByteRange } from '../../shared/dicom/byte-range.ts';
import type { InstanceHeader } from '../../shared/dicom/instance-header.ts';
import { transferSyntaxes } from '../../shared/dicom/transfer-syntaxes.ts';
import { decodeFrame } from '../../shared/pixels/decode-frame.ts';
import type { DecodedFrame } from '../../shared/pixels/decoded-frame.ts';
import type { EncodedFrame } from '../../shared/pixels/encoded-frame.ts';
import { pixelDescriptionOf } from '../../shared/pixels/pixel-description.ts';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { readBytes } from '../dicom/read-bytes.ts';
import { extractFrame } from '../makers/extract-frame.ts';

/** Of long image series a few frames tell as much as all of them. */
const maxFrames = 5;

/** The first frames of a file, as they are stored. */
export async function framesOfFile(file: Buffer): Promise<EncodedFrame[]> {
  const header = await readBytes(file);
  if (header.frames === undefined) return [];
  const description = pixelDescriptionOf(header.dicomJson);
  const dataSet = inflatedFile(file, header);
  const isWordValue = header.bulk['7FE00010']?.vr === 'OW';
  return bytesOfFrames(dataSet, header).map((bytes) => ({
    transferSyntaxUid: header.transferSyntaxUid,
    description,
    bytes,
    isWordValue,
  }));
}

export async function decodedFrames(file: Buffer): Promise<DecodedFrame[]> {
  const frames = await framesOfFile(file);
  return Promise.all(frames.map((frame) => decodeFrame(frame, defaultPixelLimits)));
}

/** Offsets of a deflated data set count as if it were not. */
function inflatedFile(file: Buffer, { transferSyntaxUid }: InstanceHeader): Buffer {
  if (transferSyntaxes.get(transferSyntaxUid)?.deflated !== true) return file;
  const start = 144 + file.readUInt32LE(140);
  return Buffer.concat([file.subarray(0, start), inflateRawSync(file.subarray(start))]);
}

function bytesOfFrames(dataSet: Buffer, { frames }: InstanceHeader): Uint8Array[] {
  if (frames === undefined) return [];
  const cut = ({ offset, length }: ByteRange) => dataSet.subarray(offset, offset + length);
  if (frames.kind === 'encapsulated')
    return frames.frames.slice(0, maxFrames).map((ranges) => Buffer.concat(ranges.map(cut)));
  const { offset, frameBits, numberOfFrames } = frames;
  return Array.from({ length: Math.min(maxFrames, numberOfFrames) }, (_, number) => {
    const firstBit = number * frameBits;
    const bytes = dataSet.subarray(offset + (firstBit >> 3), offset + Math.ceil((firstBit + frameBits) / 8));
    return extractFrame(bytes, firstBit & 7, frameBits);
  });
}
