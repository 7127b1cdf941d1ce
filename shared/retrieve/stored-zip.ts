import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly path: string;
  readonly byteLength: number;
  /** Asked when the entry's turn has come. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

/** DICOM files hardly shrink; stored, they cost no CPU and the length of the whole is known. Equal content, equal bytes. */
const stored = { compress: false, mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

/** A ZIP file (APPNOTE 6.3, ZIP64 where it must be) that is written while it is read, one entry open at a time. */
export class StoredZip {
  readonly byteLength: number;
  readonly #zip = new ZipFile();
  readonly #begun = Promise.withResolvers<void>();
  #current: Readable | undefined;
  #isClosed = false;

  constructor(entries: readonly ZipEntry[]) {
    for (const { path, byteLength, open } of entries) {
      this.#zip.addReadStreamLazy(path, { ...stored, size: byteLength }, (take) => {
        this.#openEntry(open).then(
          (stream) => stream && take(null, stream),
          (error) => this.#output.destroy(error),
        );
      });
    }
    this.#zip.on('error', (error: Error) => this.#output.destroy(error));
    this.byteLength = lengthOf(this.#zip);
  }

  /** Once. Nothing is opened before, and everything is closed when its reader stops. */
  async *read(): AsyncGenerator<Uint8Array> {
    this.#begun.resolve();
    try {
      for await (const chunk of this.#output) yield chunk;
    } finally {
      this.#isClosed = true;
      this.#output.destroy();
      this.#current?.destroy();
    }
  }

  /** yazl asks for the first entry at once, and for the next as soon as the one before has passed. */
  async #openEntry(open: ZipEntry['open']): Promise<Readable | undefined> {
    await this.#begun.promise;
    if (this.#isClosed) return undefined;
    const stream = Readable.from(bytesOf(open), { objectMode: false });
    stream.on('error', (error) => this.#output.destroy(error));
    this.#current = stream;
    return stream;
  }

  get #output(): Readable {
    return this.#zip.outputStream as Readable;
  }
}

async function* bytesOf(open: ZipEntry['open']): AsyncGenerator<Uint8Array> {
  yield* await open();
}

/** yazl tells it as soon as the list of entries is closed; its types have forgotten that. */
function lengthOf(zip: ZipFile): number {
  let byteLength = -1;
  const tell: (size?: number) => void = (size = -1) => {
    byteLength = size;
  };
  zip.end({ forceZip64Format: false, comment: '' }, tell);
  if (byteLength < 0) throw new Error('the length of a ZIP file of stored entries is not known');
  return byteLength;
}
