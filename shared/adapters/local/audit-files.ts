import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { maxRecordBytes } from '../../audit/audit-record.ts';
import type { TrailLine } from '../../audit/verify-trail.ts';

const segmentPattern = /^\d{12}-\d{4}-\d\d-\d\d\.jsonl$/;
const lineFeed = 0x0a;
const chunkBytes = 256 * 1024;

/** `000000000042-2026-11-23.jsonl`: the sequence of its first record, then the day, so that names sort as the chain runs. */
export function segmentName(firstSequence: number, time: string): string {
  return `${String(firstSequence).padStart(12, '0')}-${time.slice(0, 10)}.jsonl`;
}

/** Paths of a trail's segments, in the order of the chain; none where the folder does not exist yet. */
export async function listSegments(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => segmentPattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Line by line without holding more than one; a longer one than any record is cut, which no seal survives. */
export async function* readSegments(segments: readonly string[]): AsyncGenerator<TrailLine> {
  for (const file of segments) yield* readSegment(file);
}

/** As long as it is when it is opened: one that grows meanwhile, or never ends, is not run after. */
async function* readSegment(file: string): AsyncGenerator<TrailLine> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) return;
    let rest: Uint8Array = new Uint8Array();
    let line = 1;
    for await (const chunk of handle.createReadStream({ autoClose: false, end: size - 1, highWaterMark: chunkBytes })) {
      const { texts, tail } = splitLines(Buffer.concat([rest, chunk as Buffer]));
      for (const text of texts) yield { file, line: line++, text, isWhole: true };
      rest = tail.subarray(0, maxRecordBytes);
    }
    if (rest.length > 0) yield { file, line, text: Buffer.from(rest).toString(), isWhole: false };
  } finally {
    await handle.close();
  }
}

function splitLines(bytes: Buffer): { readonly texts: readonly string[]; readonly tail: Uint8Array } {
  const texts: string[] = [];
  let start = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, start)) {
    texts.push(bytes.toString('utf8', start, Math.min(at, start + maxRecordBytes)));
    start = at + 1;
  }
  return { texts, tail: bytes.subarray(start) };
}

/** A new name is durable only when its folder is; Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
