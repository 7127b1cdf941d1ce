import { isActive, namesIn } from './pdf-names.ts';
import { pdfObjects } from './pdf-objects.ts';
import { pdfLayout } from './pdf-streams.ts';
import { printableRuns } from './printable-runs.ts';

/** What can be said of a PDF by its bytes alone, whether or not it opens. */
export interface PdfStructure {
  readonly hasActiveContent: boolean;
  /** Comments, strings and bytes after the end, that no page shows; no more characters than asked for, and the one that went beyond. */
  readonly strays: readonly string[];
  /** Every object was there to be looked at, and every stream inflates that should. */
  readonly isWhole: boolean;
}

export function pdfStructure(bytes: Buffer, maxCharacters: number): PdfStructure {
  const { pieces, isWhole } = pdfObjects(pdfLayout(bytes));
  return {
    hasActiveContent: pieces.some((piece) => isActive(namesIn(piece))),
    strays: straysOf(bytes, pieces, maxCharacters),
    isWhole,
  };
}

function straysOf(bytes: Buffer, pieces: readonly Buffer[], maxCharacters: number): string[] {
  const strays = new Set<string>();
  let room = maxCharacters;
  for (const stray of allStrays(bytes, pieces, maxCharacters)) {
    if (strays.has(stray)) continue;
    strays.add(stray);
    room -= stray.length;
    if (room < 0) break;
  }
  return [...strays];
}

function* allStrays(bytes: Buffer, pieces: readonly Buffer[], maxCharacters: number): Generator<string> {
  for (const piece of pieces) yield* stringsOf(piece.toString('latin1'));
  yield* tailOf(bytes, maxCharacters);
}

/** Strings in parentheses, and comments. Encrypted ones are noise and left out. */
function* stringsOf(syntax: string): Generator<string> {
  for (const [, literal, comment] of syntax.matchAll(strings)) {
    const text = plain(literal ?? comment ?? '');
    if (!/^(?:D:\d{4}|PDF-\d)/.test(text) && isPrintable(text)) yield text;
  }
}

/** No escaped parenthesis begins a string, so no two tries at one look at the same bytes. */
const strings = /(?<!\\)\(((?:[^()\\]|\\[\s\S]){6,2000})\)|%([^\r\n]{6,2000})/g;

/** ISO 32000-1 7.9.2: text strings are UTF-16 behind a byte order mark, or one byte a character. */
const plain = (literal: string): string =>
  (literal.startsWith('\u00fe\u00ff') ? literal.slice(2).replaceAll('\u0000', '') : literal).replace(
    /\\([\s\S])/g,
    '$1',
  );

const isPrintable = (text: string): boolean => !/[^\t\n\r\u0020-\u007e\u00a0-\u00ff]/.test(text);

function tailOf(bytes: Buffer, maxCharacters: number): string[] {
  const end = bytes.lastIndexOf('%%EOF');
  if (end === -1) return [];
  return printableRuns(bytes.subarray(end + '%%EOF'.length), 6, maxCharacters).map(({ text }) => text.trim());
}
