/** A frame that begins or ends inside a byte. */
export interface BitFrame {
  /** How many bits of the first byte belong to the frame before. */
  readonly leadingBits: number;
  readonly bitLength: number;
}

/** PS3.5 8.1.1: bits fill bytes from the least significant on, so a frame that stands alone moves down to bit 0. */
export async function* alignBits(
  bytes: AsyncIterable<Uint8Array>,
  { leadingBits, bitLength }: BitFrame,
): AsyncGenerator<Uint8Array> {
  let missingBits = bitLength;
  let carry: number | undefined;
  for await (const chunk of bytes) {
    const aligned = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (carry !== undefined && missingBits > 0) {
        aligned[length] = lowBits(carry | (byte << (8 - leadingBits)), missingBits);
        length += 1;
        missingBits -= 8;
      }
      carry = byte >> leadingBits;
    }
    yield aligned.subarray(0, length);
  }
  if (missingBits > 0 && carry !== undefined) yield Buffer.of(lowBits(carry, missingBits));
}

const lowBits = (byte: number, count: number) => byte & (count >= 8 ? 0xff : (1 << count) - 1);
