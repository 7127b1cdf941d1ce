const worthReleasingBytes = 16 * 1024;

/**
 * Frees the memory of a chunk that nobody will look at again. Chunks lie outside of the heap, where they make the garbage
 * collector run often and find little; one that shares its memory with others is left to it.
 */
export function releaseChunk({ buffer, byteLength }: Uint8Array): void {
  const isWhole = byteLength === buffer.byteLength && buffer instanceof ArrayBuffer;
  if (isWhole && byteLength >= worthReleasingBytes) buffer.transfer(0);
}
