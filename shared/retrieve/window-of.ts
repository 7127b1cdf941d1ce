import type { ByteRange } from '../dicom/byte-range.ts';

/** The part of a value that lies in several ranges, as ranges again: `window` counts as if they were joined. */
export function windowOf(ranges: readonly ByteRange[], window: ByteRange): readonly ByteRange[] {
  const found: ByteRange[] = [];
  let passed = 0;
  for (const { offset, length } of ranges) {
    const start = Math.max(window.offset - passed, 0);
    const end = Math.min(window.offset + window.length - passed, length);
    if (end > start) found.push({ offset: offset + start, length: end - start });
    passed += length;
  }
  return found;
}

/** The same of bytes that have to be made from their beginning. */
export async function* cutBytes(bytes: AsyncIterable<Uint8Array>, window: ByteRange): AsyncGenerator<Uint8Array> {
  let skipped = window.offset;
  let missing = window.length;
  if (missing === 0) return;
  for await (const chunk of bytes) {
    const piece = chunk.subarray(skipped, skipped + missing);
    skipped -= Math.min(skipped, chunk.length);
    missing -= piece.length;
    if (piece.length > 0) yield piece;
    if (missing === 0) return;
  }
}
