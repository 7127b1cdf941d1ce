import { writeChunks } from './descriptors.ts';

/** The kernel may take only a part of what it is given (a full disk, a signal): then the rest is offered again. */
export async function writeAll(descriptor: number, chunks: readonly Uint8Array[]): Promise<void> {
  let rest = chunks;
  while (rest.length > 0) {
    const { bytesWritten } = await writeChunks(descriptor, rest);
    rest = without(rest, bytesWritten);
  }
}

function without(chunks: readonly Uint8Array[], taken: number): readonly Uint8Array[] {
  let left = taken;
  const firstLeft = chunks.findIndex((chunk) => {
    if (left < chunk.length) return true;
    left -= chunk.length;
    return false;
  });
  if (firstLeft === -1) return [];
  return chunks.slice(firstLeft).map((chunk, position) => (position === 0 ? chunk.subarray(left) : chunk));
}
