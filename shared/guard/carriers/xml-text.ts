/**
 * The words of an XML document: element content, attribute values, comments, CDATA. It is no parser: nothing is expanded,
 * fetched or checked, only the five entities of XML 1.0 4.6 and character numbers are read.
 */
export function xmlText(xml: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < xml.length; ) {
    const opening = xml.indexOf('<', at);
    const end = opening === -1 ? xml.length : opening;
    if (end > at) pieces.push(withoutEntities(xml.slice(at, end)));
    if (opening === -1) break;
    at = endOfMarkup(xml, opening, pieces);
  }
  return pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .join(' ');
}

/** What begins with `<`; a piece of it that was meant to be read goes to `pieces`. What is never closed is text to its end. */
function endOfMarkup(xml: string, opening: number, pieces: string[]): number {
  const [begin, close] = literalMarkups.find(([mark]) => xml.startsWith(mark, opening)) ?? ['<', '>'];
  const closing = begin === '<' ? endOfTag(xml, opening) : xml.indexOf(close, opening + begin.length);
  const inside = xml.slice(opening + begin.length, closing === -1 ? xml.length : closing);
  if (begin !== '<') pieces.push(inside);
  else pieces.push(closing === -1 ? withoutEntities(inside) : attributeValues(inside));
  return closing === -1 ? xml.length : closing + close.length;
}

const literalMarkups: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** XML 1.0 3.1: a `>` within quotes ends no tag. */
function endOfTag(xml: string, opening: number): number {
  let quote: string | undefined;
  for (let at = opening + 1; at < xml.length; at += 1) {
    const character = xml.charAt(at);
    if (quote === undefined && character === '>') return at;
    if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
  }
  return -1;
}

const attributeValues = (tag: string): string =>
  Array.from(tag.matchAll(/"([^"]*)"|'([^']*)'/g), ([, double, single]) =>
    withoutEntities(double ?? single ?? ''),
  ).join(' ');

const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (entity, decimal?: string, hex?: string, name?: string) =>
      name === undefined
        ? characterOf(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10), entity)
        : (namedEntities[name.toLowerCase()] ?? entity),
  );

const characterOf = (codePoint: number, entity: string): string =>
  codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : entity;

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
