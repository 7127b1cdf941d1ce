const preambleBytes = 128;

/** PS3.10 7.5: the preamble can carry a program (CVE-2019-11687), so what is kept has 128 zero bytes there. */
export async function* withZeroedPreamble(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let passed = 0;
  for await (const chunk of chunks) {
    const inside = Math.min(chunk.length, preambleBytes - passed);
    if (inside > 0) yield new Uint8Array(inside);
    if (inside < chunk.length) yield inside > 0 ? chunk.subarray(inside) : chunk;
    passed += Math.max(inside, 0);
  }
}
