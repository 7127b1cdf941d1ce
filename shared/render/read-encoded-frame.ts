import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { EncodedFrame } from '../pixels/encoded-frame.ts';
import { pixelsTooLarge } from '../pixels/pixel-failures.ts';
import { alignBits } from '../retrieve/align-bits.ts';
import { joinedBytes } from '../retrieve/joined-bytes.ts';
import { type LocatedFrame, locateFrame } from '../retrieve/locate-frame.ts';
import { readRanges } from '../retrieve/read-ranges.ts';
import type { ImageSource } from './image-source.ts';

/** No frame that can be decoded at all is longer than this as it is stored. */
const maxEncodedBytes = 256 * 1024 * 1024;

/** One frame as it is stored, in one buffer; fails with `frame-not-found` where there is no such frame. */
export async function readEncodedFrame(source: ImageSource, frameNumber: number): Promise<EncodedFrame> {
  const { header, description, open } = source;
  const { ranges, byteLength, bits } = withLastWord(locateFrame(header.frames, frameNumber), source);
  if (byteLength > maxEncodedBytes) throw pixelsTooLarge(`one stored frame may have ${maxEncodedBytes} bytes`);
  const stored = joinedBytes(readRanges(open, ranges));
  const bytes = new Uint8Array(byteLength);
  let length = 0;
  for await (const chunk of bits === undefined ? stored : alignBits(stored, bits)) {
    bytes.set(chunk.subarray(0, byteLength - length), length);
    length += chunk.length;
  }
  if (length < byteLength) throw new Error('the archive holds fewer bytes of a frame than the header says');
  return {
    transferSyntaxUid: header.transferSyntaxUid,
    description,
    bytes,
    isWordValue: isWordValue(source),
  };
}

const isWordValue = ({ header }: ImageSource): boolean => header.dicomJson['7FE00010']?.vr === 'OW';

/** PS3.5 8.1.2: of big endian words of 8-bit cells the last cell of an odd number is behind the byte that pads it. */
function withLastWord(frame: LocatedFrame, source: ImageSource): LocatedFrame {
  const [only, second] = frame.ranges;
  const isBigEndian = transferSyntaxes.get(source.header.transferSyntaxUid)?.bigEndian === true;
  const { bitsAllocated, frameCount } = source.description;
  const isOdd = frame.byteLength % 2 === 1 && bitsAllocated === 8 && frameCount === 1;
  if (!isBigEndian || !isOdd || !isWordValue(source) || only === undefined || second !== undefined) return frame;
  const range = { ...only, length: only.length + 1 };
  return { ...frame, ranges: [range], byteLength: frame.byteLength + 1 };
}
