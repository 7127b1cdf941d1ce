/**
 * The words of an XML document: element content, attribute values, comments, CDATA. It is no parser: nothing is expanded,
 * fetched or checked, only the five entities of XML 1.0 4.6 and character numbers are read. It stops beyond `maxCharacters`.
 */
export function xmlText(xml: string, maxCharacters: number): string {
  const pieces: string[] = [];
  let room = maxCharacters;
  for (const piece of piecesOf(xml)) {
    const text = piece.hasEntities ? withoutEntities(piece.text, room) : piece.text;
    const words = text.length > room ? text : text.trim();
    if (words === '') continue;
    pieces.push(words);
    room -= words.length + 1;
    if (room < 0) break;
  }
  return pieces.join(' ');
}

interface XmlPiece {
  readonly text: string;
  readonly hasEntities: boolean;
}

const verbatim = (text: string): XmlPiece => ({ text, hasEntities: false });
const content = (text: string): XmlPiece => ({ text, hasEntities: text.includes('&') });

function* piecesOf(xml: string): Generator<XmlPiece> {
  for (let at = 0; at < xml.length; ) {
    const opening = xml.indexOf('<', at);
    const end = opening === -1 ? xml.length : opening;
    if (end > at) yield content(xml.slice(at, end));
    if (opening === -1) return;
    at = yield* piecesOfMarkup(xml, opening);
  }
}

/** What begins with `<`, and where it ends. What is never closed is text to its end. */
function* piecesOfMarkup(xml: string, opening: number): Generator<XmlPiece, number> {
  const next = xml.charCodeAt(opening + 1);
  if (next !== exclamationMark && next !== questionMark) return yield* piecesOfTag(xml, opening);
  const [begin, close] = literalMarkups.find(([mark]) => xml.startsWith(mark, opening)) ?? ['<!', '>'];
  const closing = xml.indexOf(close, opening + begin.length);
  yield verbatim(xml.slice(opening + begin.length, closing === -1 ? xml.length : closing));
  return closing === -1 ? xml.length : closing + close.length;
}

const exclamationMark = 0x21;
const questionMark = 0x3f;

const literalMarkups: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** The values of its attributes. XML 1.0 3.1: a `>` within quotes ends no tag. */
function* piecesOfTag(xml: string, opening: number): Generator<XmlPiece, number> {
  const values: XmlPiece[] = [];
  for (let at = opening + 1; at < xml.length; at += 1) {
    const character = xml.charCodeAt(at);
    if (character === greaterThan) {
      yield* values;
      return at + 1;
    }
    if (character !== doubleQuote && character !== singleQuote) continue;
    const end = xml.indexOf(character === doubleQuote ? '"' : "'", at + 1);
    if (end === -1) break;
    values.push(content(xml.slice(at + 1, end)));
    at = end;
  }
  yield content(xml.slice(opening + 1));
  return xml.length;
}

const greaterThan = 0x3e;
const doubleQuote = 0x22;
const singleQuote = 0x27;

/** No more of them than there is room for what they stand for. */
function withoutEntities(text: string, room: number): string {
  const pieces: string[] = [];
  let left = room;
  let at = 0;
  for (const match of text.matchAll(entities)) {
    const character = characterOf(match);
    pieces.push(text.slice(at, match.index), character);
    left -= match.index - at + character.length;
    at = match.index + match[0].length;
    if (left < 0) return pieces.join('');
  }
  return at === 0 ? text : [...pieces, text.slice(at)].join('');
}

const entities = /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi;

function characterOf([entity, decimal, hex, name]: RegExpMatchArray): string {
  if (name !== undefined) return namedEntities[name.toLowerCase()] ?? entity ?? '';
  const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : (entity ?? '');
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML 1.0 F.1: by the byte order mark or the declaration; UTF-8 without either. */
export function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes);
  return decoderFor(/encoding\s{0,9}=\s{0,9}["']([\w-]{1,40})/.exec(bytes.toString('latin1', 0, 200))?.[1]).decode(
    bytes,
  );
}

function decoderFor(label: string | undefined) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('latin1');
  }
}
