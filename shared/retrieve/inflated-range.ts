import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import type { ByteRange } from '../dicom/byte-range.ts';
import { ByteWindow } from '../dicom/byte-window.ts';
import { FileMetaReader } from '../dicom/file-meta-reader.ts';
import { readerLimits } from '../dicom/reader-limits.ts';
import { ByteCursor } from './byte-cursor.ts';

/**
 * PS3.5 A.5: a range of an instance whose data set is deflated; offsets count as if it were not. How far it inflates was
 * bounded when it was stored, and nothing is inflated beyond the range's end.
 */
export async function* inflatedRange(stored: AsyncIterable<Uint8Array>, range: ByteRange): AsyncGenerator<Uint8Array> {
  const source = stored[Symbol.asyncIterator]();
  try {
    const { position, deflated } = await passFileMeta(source);
    const cursor = new ByteCursor(inflated(deflated, source));
    try {
      await cursor.skip(range.offset - position);
      yield* cursor.take(range.length);
    } finally {
      await cursor.close();
    }
  } finally {
    await source.return?.();
  }
}

const headBytes = 132;

/** Where the data set begins, and the first of its bytes. */
async function passFileMeta(source: AsyncIterator<Uint8Array>) {
  const window = new ByteWindow();
  const metaReader = new FileMetaReader(readerLimits);
  for (;;) {
    const next = await source.next();
    if (next.done === true) throw new Error('an archived instance ends in its file meta information');
    window.push(next.value);
    if (window.position === 0 && window.has(headBytes)) window.skip(headBytes);
    if (window.position > 0 && metaReader.consume(window) !== undefined) break;
  }
  return { position: window.position, deflated: window.take(window.length) };
}

async function* inflated(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  const deflating = pipeline(Readable.from(joined(first, rest)), inflate);
  deflating.catch(() => undefined);
  try {
    yield* inflate;
  } finally {
    inflate.destroy();
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
