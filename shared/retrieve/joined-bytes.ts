/** One stream after the other, each asked for when its turn has come. */
export async function* joinedBytes(
  streams: Iterable<AsyncIterable<Uint8Array>> | AsyncIterable<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of streams) yield* bytes;
}
