import { randomUUID } from 'node:crypto';
import type { Call, CallBody } from '../load.ts';

interface StreamedFile {
  readonly byteLength: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

/** PS3.18 10.5: one store of these files. */
export function storeCall(files: readonly Uint8Array[]): Call {
  return storeStreams(files.map((file) => ({ byteLength: file.length, chunks: () => [file] })));
}

/** The same for files that are too large to be held. */
export function storeStreams(files: readonly StreamedFile[]): Call {
  return { path: '/studies', accept: 'application/dicom+json', body: multipartOf(files) };
}

/** As many calls as it takes to store the files, so many a request. */
export function storeCalls(files: readonly Uint8Array[], filesPerCall: number): readonly Call[] {
  const count = Math.ceil(files.length / filesPerCall);
  return Array.from({ length: count }, (_, index) =>
    storeCall(files.slice(index * filesPerCall, (index + 1) * filesPerCall)),
  );
}

const crlf = Buffer.from('\r\n');

function multipartOf(files: readonly StreamedFile[]): CallBody {
  const boundary = randomUUID();
  const head = Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`);
  const end = Buffer.from(`--${boundary}--\r\n`);
  const frame = files.length * (head.length + crlf.length) + end.length;
  return {
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
    byteLength: files.reduce((sum, { byteLength }) => sum + byteLength, frame),
    *chunks() {
      for (const { chunks } of files) {
        yield head;
        yield* chunks();
        yield crlf;
      }
      yield end;
    },
  };
}
