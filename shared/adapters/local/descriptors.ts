import { fsync, open, read, writev } from 'node:fs';
import { promisify } from 'node:util';

/**
 * Bare descriptors instead of `FileHandle`s: each call of a handle is a turn through the thread pool, which costs more than
 * the call itself where the kernel has the answer at hand. So `closeSync` and `fstatSync` are for what cannot wait for a
 * disk, and these for what can (decision 0051). Whoever opens one has to close it.
 */
export const openFile: (path: string, flags: number, mode?: number) => Promise<number> = promisify(open);
export const flushFile: (descriptor: number) => Promise<void> = promisify(fsync);
export const readFrom = promisify(read);
export const writeChunks = promisify(writev);
