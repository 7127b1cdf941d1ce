import type { DocumentContents, DocumentTask } from './document-contents.ts';
import { takeParts } from './take-parts.ts';
import { decodeXml, xmlText } from './xml-text.ts';

export interface ReadXml {
  readonly contents: DocumentContents;
  /** Still to be read. */
  readonly wrappedPdf: Buffer | undefined;
}

export function readXml({ bytes, isCut, maxCharacters }: DocumentTask): ReadXml {
  const xml = decodeXml(bytes);
  const { parts, isWhole } = takeParts([{ detail: 'XML text', text: xmlText(xml, maxCharacters) }], maxCharacters);
  const hasActiveContent = activeMarkup.test(xml);
  return {
    contents: { parts, isReadable: isWhole && !isCut, hasActiveContent, isUnderstood: true },
    wrappedPdf: findWrappedPdf(xml),
  };
}

const activeMarkup = /<script[\s>/]|javascript:|<!ENTITY\s/i;

/** `JVBERi0` is `%PDF-`. */
function findWrappedPdf(xml: string): Buffer | undefined {
  const start = xml.indexOf('JVBERi0');
  if (start === -1) return undefined;
  const end = xml.indexOf('<', start);
  return Buffer.from(xml.slice(start, end === -1 ? xml.length : end), 'base64');
}
