/**
 * Text that any XML 1.0 parser gives back as it is, in elements and in quoted attributes. What XML cannot hold at all
 * (control characters, lone surrogates, U+FFFE and U+FFFF) becomes U+FFFD; a carriage return would be read as a line feed.
 */
export function escapedXml(text: string): string {
  if (!needsEscape.test(text)) return text;
  return text.toWellFormed().replace(markup, (character) => references[character] ?? '\uFFFD');
}

const needsEscape = /[^\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\ud7ff\ue000-\ufffd]/;
const markup = /[&<>"\r]|(?![\t\n])[^\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
