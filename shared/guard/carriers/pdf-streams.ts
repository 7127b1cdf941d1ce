/** The bytes of a PDF in their order, without following its structure: what is written plainly, and what lies in streams. */
export interface PdfLayout {
  readonly syntax: readonly Buffer[];
  readonly streams: readonly PdfStream[];
  /** There were no more streams than are looked at. */
  readonly isWhole: boolean;
}

export interface PdfStream {
  /** All that stands between the stream before and this one: among it, its dictionary, at the end. */
  readonly before: Buffer;
  readonly data: Buffer;
}

const maxStreams = 50_000;

/** A stream that is never closed is both: what follows is looked at. */
export function pdfLayout(bytes: Buffer): PdfLayout {
  const syntax: Buffer[] = [];
  const streams: PdfStream[] = [];
  let at = 0;
  while (streams.length < maxStreams) {
    const start = findStreamStart(bytes, at);
    if (start === undefined) break;
    const before = bytes.subarray(at, start);
    const end = bytes.indexOf('endstream', start);
    streams.push({ before, data: bytes.subarray(start, end === -1 ? bytes.length : end) });
    syntax.push(before);
    at = end === -1 ? start : end + 'endstream'.length;
    if (end === -1) break;
  }
  return { syntax: [...syntax, bytes.subarray(at)], streams, isWhole: streams.length < maxStreams };
}

/** ISO 32000-1 7.3.8.1: the keyword and an end of line. */
function findStreamStart(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf('stream', from); at !== -1; at = bytes.indexOf('stream', at + 1)) {
    const after = at + 'stream'.length;
    if (isWordByte(bytes[at - 1])) continue;
    if (bytes[after] === newline) return after + 1;
    if (bytes[after] === carriageReturn) return bytes[after + 1] === newline ? after + 2 : after + 1;
  }
  return undefined;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

const isWordByte = (byte = 0x20): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
