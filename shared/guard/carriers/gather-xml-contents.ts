import type { DocumentContents, DocumentTask } from './document-contents.ts';
import { charactersOf } from './take-parts.ts';
import { readXml } from './xml-contents.ts';

/** A CDA document may wrap a PDF in Base64 (HL7 CDA R2 4.3.1), which is then read as one. */
export async function* gatherXmlContents(task: DocumentTask): AsyncGenerator<DocumentContents> {
  const { contents, wrappedPdf } = readXml(task);
  if (wrappedPdf === undefined) {
    yield contents;
    return;
  }
  yield { ...contents, isReadable: false };
  const { gatherPdfContents } = await import('./gather-pdf-contents.ts');
  const maxCharacters = task.maxCharacters - charactersOf(contents.parts);
  for await (const pdf of gatherPdfContents({ ...task, kind: 'pdf', bytes: wrappedPdf, maxCharacters })) {
    yield {
      parts: [...contents.parts, ...pdf.parts],
      isReadable: contents.isReadable && pdf.isReadable,
      hasActiveContent: contents.hasActiveContent || pdf.hasActiveContent,
      isUnderstood: contents.isUnderstood,
    };
  }
}
