/** The plain way to what retrieve does in a stream: a frame's bits from its first on, zeros after the last (PS3.5 8.1.1). */
export function extractFrame(bytes: Uint8Array, bitOffset: number, bitLength: number): Uint8Array {
  if (bitOffset === 0 && bitLength % 8 === 0) return bytes.subarray(0, bitLength / 8);
  const frame = new Uint8Array(Math.ceil(bitLength / 8));
  for (let at = 0; at < frame.length; at++) {
    frame[at] = ((bytes[at] ?? 0) >> bitOffset) | ((bytes[at + 1] ?? 0) << (8 - bitOffset));
  }
  const bitsInLastByte = bitLength % 8;
  if (bitsInLastByte !== 0) frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) & ((1 << bitsInLastByte) - 1);
  return frame;
}
