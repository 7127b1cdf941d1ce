const preambleBytes = 128;

/** PS3.10 7.5: the preamble can carry a program (CVE-2019-11687), so what is kept has 128 zero bytes there. */
export function withZeroedPreamble(chunk: Uint8Array, offset: number): Uint8Array {
  if (offset >= preambleBytes) return chunk;
  return Uint8Array.from(chunk).fill(0, 0, preambleBytes - offset);
}
