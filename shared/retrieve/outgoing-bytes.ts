/** Up to here one buffer is cheaper than several; above it the copy costs more than the writes that it saves. */
const maxCopiedBytes = 128 * 1024;
/** Of a large body no more than this, and the chunk that exceeds it, is ever held. */
const maxHeldBytes = 1024 * 1024;

/**
 * A small body as one buffer, a larger one as a stream that has begun: what cannot be read at all fails before the head of
 * the reply is sent, and whoever closes the stream closes its source. A chunk that was given out is not looked at again: the
 * host may free its memory as soon as it is sent.
 */
export async function outgoingBytes(
  bytes: AsyncGenerator<Uint8Array>,
): Promise<Uint8Array | AsyncGenerator<Uint8Array>> {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  while (heldBytes <= maxHeldBytes) {
    const next = await bytes.next();
    if (next.done === true)
      return heldBytes <= maxCopiedBytes ? Buffer.concat(held, heldBytes) : continued(held, bytes);
    held.push(next.value);
    heldBytes += next.value.length;
  }
  return continued(held, bytes);
}

/** Not a generator: closing one that has not begun would leave the source open. */
function continued(held: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const continuation: AsyncGenerator<Uint8Array> = {
    next: () => {
      const value = held.shift();
      return value === undefined ? rest.next() : Promise.resolve({ done: false, value });
    },
    return: (value) => rest.return(value),
    throw: (error) => rest.throw(error),
    [Symbol.asyncIterator]: () => continuation,
    [Symbol.asyncDispose]: async () => void (await rest.return(undefined)),
  };
  return continuation;
}

/** The index promised a length and the head of the reply repeats it; an archive that disagrees breaks the reply off. */
export async function* exactly(byteLength: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let missing = byteLength;
  for await (const chunk of bytes) {
    missing -= chunk.length;
    if (missing < 0) break;
    yield chunk;
  }
  if (missing !== 0) throw new Error('the archive holds more or fewer bytes than the index says');
}
