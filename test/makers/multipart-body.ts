import { randomUUID } from 'node:crypto';

export interface MultipartBody {
  readonly contentType: string;
  readonly body: Buffer<ArrayBuffer>;
}

/** A well-formed multipart/related body of Part 10 files, as a modality router sends it. */
export function multipartBody(files: readonly Uint8Array[], partType = 'application/dicom'): MultipartBody {
  const boundary = randomUUID();
  const head = Buffer.from(`--${boundary}\r\nContent-Type: ${partType}\r\n\r\n`);
  const chunks = files.flatMap((file) => [head, file, Buffer.from('\r\n')]);
  const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]) as Buffer<ArrayBuffer>;
  return { contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`, body };
}
