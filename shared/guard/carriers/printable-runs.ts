import { isAscii, isUtf8 } from 'node:buffer';

/** A stretch of bytes that reads as text. */
export interface PrintableRun {
  /** In the bytes that were searched. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  /** One byte a character: ASCII or ISO 8859-1. */
  readonly isByteForByte: boolean;
}

/** Text in bytes of unknown meaning: ASCII, UTF-8, ISO 8859-1 and UTF-16 of either byte order, in the order of the file. */
export function printableRuns(bytes: Buffer, minimum: number): PrintableRun[] {
  return [...byteRuns(bytes, minimum), ...wideRuns(bytes, minimum)].sort((a, b) => a.offset - b.offset);
}

/** What a byte may be in a text. Everything else is `none` and ends a run. */
const none = 0;
const mark = 1;
const word = 2;
const high = 3;

const kindOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return high;
  if (/[0-9A-Za-z ^]/.test(String.fromCharCode(byte))) return word;
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d ? mark : none;
});

const kindAt = (bytes: Buffer, at: number): number => kindOfByte[bytes[at] ?? 0] ?? none;

function byteRuns(bytes: Buffer, minimum: number): PrintableRun[] {
  const runs: PrintableRun[] = [];
  for (let at = 0; at + minimum <= bytes.length; ) {
    const end = endOfRun(bytes, at);
    if (end - at >= minimum && readsAsText(bytes, at, end, 1)) runs.push(runOf(bytes, at, end));
    at = Math.max(end, at + 1);
  }
  return runs;
}

function runOf(bytes: Buffer, offset: number, end: number): PrintableRun {
  const slice = bytes.subarray(offset, end);
  const isByteForByte = isAscii(slice) || !isUtf8(slice);
  return { offset, length: end - offset, text: slice.toString(isByteForByte ? 'latin1' : 'utf8'), isByteForByte };
}

/** A run holds bytes above 0x7F of one encoding only, so that it can be decoded as a whole. */
function endOfRun(bytes: Buffer, start: number): number {
  let encoding: 'utf8' | 'latin1' | undefined;
  let at = start;
  while (at < bytes.length) {
    const kind = kindAt(bytes, at);
    if (kind === none) return at;
    if (kind !== high) {
      at += 1;
      continue;
    }
    const sequence = utf8SequenceLength(bytes, at);
    const found = sequence > 0 ? 'utf8' : isLatin1Letter(bytes, at) ? 'latin1' : undefined;
    if (found === undefined || (encoding ?? found) !== found) return at;
    encoding = found;
    at += Math.max(sequence, 1);
  }
  return at;
}

/** Of a character of two to four bytes; 0 where the bytes are none. Rare in bytes that are no text. */
function utf8SequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}

/** An accented letter of ISO 8859-1 within a word; elsewhere such a byte is as likely a number as a letter. */
function isLatin1Letter(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] ?? 0;
  if (byte < 0xc0 || byte === 0xd7 || byte === 0xf7) return false;
  const before = at === 0 ? 0x20 : (bytes[at - 1] ?? 0);
  const after = bytes[at + 1] ?? 0x20;
  return (isLetter(before) && (isLetter(after) || isGap(after))) || (isGap(before) && isLetter(after));
}

const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** What stands before and after names: nothing, a space, `^`, `,`, `=`, `\`. */
const isGap = (byte: number): boolean => [0x00, 0x20, 0x2c, 0x3d, 0x5c, 0x5e].includes(byte);

/** UTF-16 of what one byte could say. Big-endian is the same a byte later, but for its last character. */
function wideRuns(bytes: Buffer, minimum: number): PrintableRun[] {
  const runs: PrintableRun[] = [];
  for (let at = bytes.indexOf(0) - 1; at >= -1 && at + 2 * minimum - 1 <= bytes.length; ) {
    const end = endOfWideRun(bytes, at);
    if (end - at >= 2 * minimum - 1 && readsAsText(bytes, at, end, 2)) runs.push(wideRunOf(bytes, at, end));
    at = Math.max(end, at + 1);
  }
  return runs;
}

function endOfWideRun(bytes: Buffer, start: number): number {
  let at = start;
  while (isWideCharacter(bytes, at) && bytes[at + 1] === 0) at += 2;
  return at > start && isWideCharacter(bytes, at) ? at + 1 : at;
}

const isWideCharacter = (bytes: Buffer, at: number): boolean => {
  const kind = kindAt(bytes, at);
  return kind === word || kind === mark || (kind === high && (bytes[at] ?? 0) >= 0xc0);
};

function wideRunOf(bytes: Buffer, offset: number, end: number): PrintableRun {
  const characters = Buffer.alloc((end - offset + 1) >> 1);
  for (let index = 0; index < characters.length; index += 1) characters[index] = bytes[offset + 2 * index] ?? 0;
  return { offset, length: end - offset, text: characters.toString('latin1'), isByteForByte: false };
}

/** Up to this length chance makes many runs, and mostly of marks. */
const maxChanceLength = 15;
const minWordRatio = 0.7;
/** From this length on, a run may be a ramp of a lookup table or a grey picture. */
const minSignalLength = 32;
const maxSmoothRatio = 0.8;

function readsAsText(bytes: Buffer, start: number, end: number, step: 1 | 2): boolean {
  const length = Math.ceil((end - start) / step);
  if (length <= maxChanceLength) return isWordy(bytes, start, end, step);
  return length < minSignalLength || !isSmooth(bytes, start, end, step);
}

function isWordy(bytes: Buffer, start: number, end: number, step: number): boolean {
  let words = 0;
  let all = 0;
  for (let at = start; at < end; at += step) {
    if (kindAt(bytes, at) >= word) words += 1;
    all += 1;
  }
  return words >= minWordRatio * all;
}

/** Samples of a signal change little from one to the next; letters do not. Equal neighbours say nothing: texts are padded. */
function isSmooth(bytes: Buffer, start: number, end: number, step: number): boolean {
  let changes = 0;
  let small = 0;
  for (let at = start + step; at < end; at += step) {
    const change = Math.abs((bytes[at] ?? 0) - (bytes[at - step] ?? 0));
    if (change === 0) continue;
    changes += 1;
    if (change <= 2) small += 1;
  }
  return changes === 0 || small > maxSmoothRatio * changes;
}
