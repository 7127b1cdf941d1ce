import type { InspectedText } from '../inspected-text.ts';

/**
 * File names and locations that came with the part, not in the file (PS3.18 8.6.1.2.1). A name in which underscores and
 * escapes (RFC 3986 2.1) stand for spaces is also looked at with the spaces: there a label is beside its number.
 */
export const partHeaderTexts = (partHeaders: readonly string[]): InspectedText[] =>
  partHeaders.flatMap((text) => {
    const spaced = withSpaces(text);
    return spaced === text ? [textOf(text)] : [textOf(text), textOf(spaced, 'decoded')];
  });

const textOf = (text: string, detail?: string): InspectedText => ({
  place: {
    carrier: 'part-header',
    path: 'part-header',
    vr: '',
    keyword: '',
    ...(detail === undefined ? {} : { detail }),
  },
  text,
  isByteForByte: false,
});

const withSpaces = (text: string): string => unescaped(text).replace(/[_+]/g, ' ');

/** Bytes of UTF-8, or of ISO 8859-1 where they are no UTF-8. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    const decoded = bytes.toString('utf8');
    return decoded.includes('\ufffd') ? bytes.toString('latin1') : decoded;
  });
}
