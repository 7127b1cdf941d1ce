import type { Piece } from './bulk-source.ts';
import { itemHead, refuseTooLong, undefinedLength } from './element-bytes.ts';

const pixelData = 0x7fe00010;
const itemHeadBytes = 8;

/** PS3.5 A.4: an offset table, which a single frame does not need, and one fragment a frame. */
export function layOutFrames(frames: readonly Piece[]): Piece[] {
  const table = offsetTable(frames);
  return [itemHead(table.length), table, ...frames.flatMap(fragment)];
}

/** Left empty where the offsets do not fit into 32 bits; a fragment a frame needs no table to be told apart. */
function offsetTable(frames: readonly Piece[]): Buffer {
  if (frames.length < 2) return Buffer.alloc(0);
  const table = Buffer.alloc(frames.length * 4);
  let offset = 0;
  for (const [index, { byteLength }] of frames.entries()) {
    if (offset > undefinedLength) return Buffer.alloc(0);
    table.writeUInt32LE(offset, index * 4);
    offset += itemHeadBytes + byteLength + (byteLength % 2);
  }
  return table;
}

function fragment(frame: Piece): Piece[] {
  const { byteLength } = frame;
  refuseTooLong(pixelData, byteLength);
  const head = itemHead(byteLength + (byteLength % 2));
  return byteLength % 2 === 0 ? [head, frame] : [head, frame, Buffer.alloc(1)];
}
