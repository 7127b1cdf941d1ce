const item = 0xfeff00e0;
const itemHeaderBytes = 8;

/** It begins with an item, as fragments and nested data sets do (PS3.5 7.5). */
export const isInFragments = (bytes: Buffer): boolean =>
  bytes.length > itemHeaderBytes && bytes.readUInt32BE(0) === item;

/**
 * What whoever unpacks a value takes for a file: the value itself, and where it begins as fragments do (PS3.5 A.4), each of
 * them, for before the first stands an item header.
 */
export function* valueParts(bytes: Buffer): Generator<Buffer> {
  yield bytes;
  let at = 0;
  while (at + itemHeaderBytes < bytes.length && bytes.readUInt32BE(at) === item) {
    const start = at + itemHeaderBytes;
    at = start + bytes.readUInt32LE(at + 4);
    yield bytes.subarray(start, at);
  }
}
