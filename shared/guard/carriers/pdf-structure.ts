import { printableRuns } from './printable-runs.ts';

/** What can be said of a PDF by its bytes alone, whether or not it opens. */
export interface PdfStructure {
  /** ISO 32000-1 7.5.8: names of actions and embedded files, outside of compressed streams. */
  readonly hasActiveContent: boolean;
  /** Comments, strings and bytes after the end, that no page shows. */
  readonly strays: readonly string[];
}

export function pdfStructure(bytes: Buffer): PdfStructure {
  const syntax = outsideStreams(bytes.toString('latin1'));
  return {
    hasActiveContent: activeNames.test(withoutNameEscapes(syntax)),
    strays: [...stringsOf(syntax), ...tailOf(bytes)],
  };
}

const activeNames = /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])/;

/** ISO 32000-1 7.3.5: `/J#53` is `/JS`. */
const withoutNameEscapes = (syntax: string): string =>
  syntax.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A stream that is never closed is none: what follows is looked at. */
function outsideStreams(file: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { index } of file.matchAll(/\bstream\r?\n/g)) {
    if (index < at) continue;
    const end = file.indexOf('endstream', index);
    if (end === -1) break;
    pieces.push(file.slice(at, index));
    at = end;
  }
  return [...pieces, file.slice(at)].join('\n');
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

function tailOf(bytes: Buffer): string[] {
  const end = bytes.lastIndexOf('%%EOF');
  return end === -1 ? [] : printableRuns(bytes.subarray(end + '%%EOF'.length), 6).map(({ text }) => text.trim());
}
