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

/**
 * Text in bytes of unknown meaning: ASCII, UTF-8, ISO 8859-1 and UTF-16 of either byte order, in the order of the file. Beyond
 * `maxCharacters` of one kind no more are looked for.
 */
export function printableRuns(
  bytes: Buffer,
  minimum: number,
  maxCharacters = Number.POSITIVE_INFINITY,
): PrintableRun[] {
  const runs = runsUpTo(byteRuns(bytes, minimum), maxCharacters);
  const wide = runsUpTo(wideRuns(bytes, minimum), maxCharacters);
  return wide.length === 0 ? runs : [...runs, ...wide].sort((a, b) => a.offset - b.offset);
}

function runsUpTo(all: Iterable<PrintableRun>, maxCharacters: number): PrintableRun[] {
  const runs: PrintableRun[] = [];
  let room = maxCharacters;
  for (const run of all) {
    runs.push(run);
    room -= run.text.length;
    if (room < 0) break;
  }
  return runs;
}

/** What a byte may be in a text; `none` ends a run. `high` depends on its neighbours, `inner` is none but behind a `high`. */
const none = 0;
const mark = 1;
const word = 2;
const high = 3;
const inner = 4;

const kindOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte < 0xc0 ? inner : high;
  if (/[0-9A-Za-z ^]/.test(String.fromCharCode(byte))) return word;
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d ? mark : none;
});

const kindAt = (bytes: Buffer, at: number): number => kindOfByte[bytes[at] as number] as number;

function* byteRuns(bytes: Buffer, minimum: number): Generator<PrintableRun> {
  for (let at = 0; at + minimum <= bytes.length; ) {
    if (kindAt(bytes, at + minimum - 1) === none) {
      at += minimum;
      continue;
    }
    const end = endOfRun(bytes, at);
    if (end - at >= minimum && readsAsText(bytes, at, end, 1)) yield runOf(bytes, at, end);
    at = Math.max(end, at + 1);
  }
}

function runOf(bytes: Buffer, offset: number, end: number): PrintableRun {
  const slice = bytes.subarray(offset, end);
  const isByteForByte = isAscii(slice) || !isUtf8(slice);
  return { offset, length: end - offset, text: slice.toString(isByteForByte ? 'latin1' : 'utf8'), isByteForByte };
}

/** A run holds bytes above 0x7F of one encoding only, so that it can be decoded as a whole. */
function endOfRun(bytes: Buffer, start: number): number {
  let isUtf8Run = true;
  let isLatin1Run = true;
  let at = start;
  while (at < bytes.length) {
    const kind = kindAt(bytes, at);
    if (kind === none || (kind === inner && !(isLatin1Run && isLatin1Sign(bytes, at)))) return at;
    if (kind !== high) {
      isUtf8Run &&= kind !== inner;
      at += 1;
      continue;
    }
    const sequence = utf8SequenceLength(bytes, at);
    if (sequence > 0 ? !isUtf8Run : !isLatin1Run || !isLatin1Letter(bytes, at)) return at;
    isUtf8Run = sequence > 0;
    isLatin1Run = sequence === 0;
    at += Math.max(sequence, 1);
  }
  return at;
}

/** Of a character of two to four bytes (RFC 3629 4); 0 where the bytes are none. Rare in bytes that are no text. */
function utf8SequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (at + length > bytes.length || !isSecondByte(lead, bytes[at + 1] as number)) return 0;
  for (let next = at + 2; next < at + length; next += 1) if (((bytes[next] as number) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Overlong forms, surrogates and what is beyond U+10FFFF are no characters. */
function isSecondByte(lead: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte < 0x90;
}

/** An accented letter of ISO 8859-1 within a word; elsewhere such a byte is as likely a number as a letter. */
function isLatin1Letter(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] as number;
  if (byte === 0xd7 || byte === 0xf7) return false;
  const before = at === 0 ? space : (bytes[at - 1] as number);
  const after = at + 1 === bytes.length ? space : (bytes[at + 1] as number);
  return isLetter(before) ? isLetter(after) || isGap(after) : isGap(before) && isLetter(after);
}

/** `n°`, `nº`, `tél :` with a no-break space before the colon: signs of ISO 8859-1 between a label and its number. */
function isLatin1Sign(bytes: Buffer, at: number): boolean {
  const [before = space, byte = space, after = space] = [bytes[at - 1], bytes[at], bytes[at + 1]];
  if (byte === 0xa0) return isLetter(before) && (after === 0x3a || isDigit(after));
  return (byte === 0xb0 || byte === 0xba) && isNumero(before) && (isGap(after) || after === 0x3a || isDigit(after));
}

/** `n°`, `N.º`. */
const isNumero = (byte: number): boolean => byte === 0x6e || byte === 0x4e || byte === 0x2e;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

const space = 0x20;

const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** What stands before and after names: nothing, a space, `,`, `=`, `\`, `^`. */
const isGap = (byte: number): boolean =>
  byte === 0 || byte === space || byte === 0x2c || byte === 0x3d || byte === 0x5c || byte === 0x5e;

/** UTF-16 of what one byte could say. Big-endian is the same a byte later, but for its last character. */
function* wideRuns(bytes: Buffer, minimum: number): Generator<PrintableRun> {
  for (let zero = 1; zero < bytes.length; ) {
    if (bytes[zero] !== 0 || !isWideCharacter(bytes, zero - 1)) {
      zero += 1;
      continue;
    }
    const start = zero - 1;
    const end = endOfWideRun(bytes, start);
    if (end - start >= 2 * minimum - 1 && readsAsText(bytes, start, end, 2)) yield wideRunOf(bytes, start, end);
    zero = end + 1;
  }
}

function endOfWideRun(bytes: Buffer, start: number): number {
  let at = start;
  while (at + 1 < bytes.length && isWideCharacter(bytes, at) && bytes[at + 1] === 0) at += 2;
  return at > start && at < bytes.length && isWideCharacter(bytes, at) ? at + 1 : at;
}

const isWideCharacter = (bytes: Buffer, at: number): boolean => {
  const kind = kindAt(bytes, at);
  return kind !== none && kind !== inner;
};

function wideRunOf(bytes: Buffer, offset: number, end: number): PrintableRun {
  const characters = Buffer.alloc((end - offset + 1) >> 1);
  for (let index = 0; index < characters.length; index += 1) characters[index] = bytes[offset + 2 * index] as number;
  return { offset, length: end - offset, text: characters.toString('latin1'), isByteForByte: false };
}

/** Up to this length chance makes many runs, and mostly of marks. */
const maxChanceLength = 15;
const minWordRatio = 0.7;
/** Bytes of a script of its own to each space or digit between. */
const minForeignRatio = 6;
/** From this length on, a run may be a ramp of a lookup table or a grey picture. */
const minSignalLength = 32;
const maxSmoothRatio = 0.8;

function readsAsText(bytes: Buffer, start: number, end: number, step: 1 | 2): boolean {
  const length = Math.ceil((end - start) / step);
  if (length <= maxChanceLength) return isWordy(bytes, start, end, step);
  return length < minSignalLength || !isSmooth(bytes, start, end, step);
}

/** Accents among letters, or a script of its own; one among marks and digits is chance. */
function isWordy(bytes: Buffer, start: number, end: number, step: number): boolean {
  const counts = [0, 0, 0, 0, 0];
  for (let at = start; at < end; at += step) counts[kindAt(bytes, at)] = (counts[kindAt(bytes, at)] ?? 0) + 1;
  const [, marks = 0, words = 0, highs = 0, inners = 0] = counts;
  if (highs === 0) return words >= minWordRatio * (words + marks);
  const foreign = highs + inners;
  return marks === 0 && (2 * foreign <= words || foreign >= minForeignRatio * words);
}

/** Samples of a signal change little from one to the next; letters do not. Equal neighbours say nothing: texts are padded. */
function isSmooth(bytes: Buffer, start: number, end: number, step: number): boolean {
  let changes = 0;
  let small = 0;
  for (let at = start + step; at < end; at += step) {
    const change = Math.abs((bytes[at] as number) - (bytes[at - step] as number));
    if (change === 0) continue;
    changes += 1;
    if (change <= 2) small += 1;
  }
  return changes === 0 || small > maxSmoothRatio * changes;
}
