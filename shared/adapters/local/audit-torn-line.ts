import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './audit-files.ts';

const windowBytes = 64 * 1024;
const lineFeed = 0x0a;

/**
 * A crash in the middle of a write leaves a last line without its line feed. It was never acknowledged, but it is
 * evidence: it is copied to a `torn-…` file before it is cut off. Answers how many bytes that were.
 */
export async function setTornLineAside(segment: string, now: Date): Promise<number> {
  const handle = await open(segment, 'r+');
  try {
    const { size } = await handle.stat();
    const wholeBytes = await bytesUpToLastLineFeed(handle, size);
    if (wholeBytes === size) return 0;
    await keepEvidence(handle, evidencePath(segment, now), { from: wholeBytes, to: size });
    await handle.truncate(wholeBytes);
    await handle.sync();
    return size - wholeBytes;
  } finally {
    await handle.close();
  }
}

async function bytesUpToLastLineFeed(handle: FileHandle, size: number): Promise<number> {
  const window = Buffer.alloc(windowBytes);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - windowBytes);
    const { bytesRead } = await handle.read(window, 0, end - start, start);
    const at = window.subarray(0, bytesRead).lastIndexOf(lineFeed);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

async function keepEvidence(
  segment: FileHandle,
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const evidence = await open(path, 'wx', 0o600);
  try {
    await evidence.writeFile(segment.createReadStream({ start: from, end: to - 1, autoClose: false }));
    await evidence.sync();
  } finally {
    await evidence.close();
  }
  await syncFolder(dirname(path));
}

function evidencePath(segment: string, now: Date): string {
  const stamp = now.toISOString().replaceAll(':', '');
  return join(dirname(segment), `torn-${basename(segment, '.jsonl')}-${stamp}.bytes`);
}
