import { closeSync, constants, fstatSync } from 'node:fs';
import type { ByteRange } from '../../dicom/byte-range.ts';
import type { StoredBytes } from '../../ports/image-archive.ts';
import { type Speaking, speakingOfTheArchive } from './archive-failure.ts';
import { openFile, readFrom } from './descriptors.ts';

/** Up to here one positional read is cheaper than a stream, and no handle stays open between read and reply. */
const maxSingleReadBytes = 1024 * 1024;
const streamChunkBytes = 512 * 1024;
const readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** The part of the range that the file has. Longer ranges are read as they are consumed. */
export async function readFileRange(
  path: string,
  range?: ByteRange,
  speaking: Speaking = speakingOfTheArchive,
): Promise<StoredBytes> {
  const descriptor = await openFile(path, readOnly);
  try {
    // Of an open file the kernel knows the size without asking the disk, and sooner than a thread of the pool can.
    const byteLength = fstatSync(descriptor).size;
    const start = Math.min(range?.offset ?? 0, byteLength);
    const end = Math.min(start + (range?.length ?? byteLength), byteLength);
    if (end - start > maxSingleReadBytes) return { byteLength, bytes: streamFile(path, { start, end }, speaking) };
    return { byteLength, bytes: oneChunk(await readExactly(descriptor, start, end - start)) };
  } finally {
    closeSync(descriptor);
  }
}

async function* oneChunk(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  if (chunk.length > 0) yield chunk;
}

/** Opens when the first chunk is asked for and closes when the consumer stops, early or at the end. */
async function* streamFile(
  path: string,
  { start, end }: { readonly start: number; readonly end: number },
  speaking: Speaking,
): AsyncGenerator<Uint8Array> {
  const descriptor = await speaking(() => openFile(path, readOnly));
  try {
    for (let at = start; at < end; at += streamChunkBytes) {
      yield await speaking(() => readExactly(descriptor, at, Math.min(streamChunkBytes, end - at)));
    }
  } finally {
    closeSync(descriptor);
  }
}

async function readExactly(descriptor: number, start: number, length: number): Promise<Uint8Array> {
  const chunk = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await readFrom(descriptor, chunk, filled, length - filled, start + filled);
    if (bytesRead === 0) throw new Error('a stored file is shorter than it was a moment ago');
    filled += bytesRead;
  }
  return chunk;
}
