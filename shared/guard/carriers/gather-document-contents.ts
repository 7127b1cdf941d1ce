import { type DocumentContents, type DocumentTask, unreadDocument } from './document-contents.ts';
import { gatherXmlContents } from './gather-xml-contents.ts';
import { zipContents } from './zip-contents.ts';

/** Everything that is known of a document, and before that what is known sooner: should the rest fail, that stands. */
export async function* gatherDocumentContents(task: DocumentTask): AsyncGenerator<DocumentContents> {
  if (task.kind === 'pdf') {
    const { gatherPdfContents } = await import('./gather-pdf-contents.ts');
    yield* gatherPdfContents(task);
  } else if (task.kind === 'cda' || task.kind === 'xml') yield* gatherXmlContents(task);
  else if (task.kind === 'zip') yield zipContents(task);
  else yield unreadDocument;
}
