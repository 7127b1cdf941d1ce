import { isUtf8 } from 'node:buffer';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'unpdf/pdfjs';
import { type DocumentContents, type DocumentPart, type DocumentTask, unreadDocument } from './document-contents.ts';
import { shownText, showsMore } from './pdf-shown-text.ts';
import { pdfStructure } from './pdf-structure.ts';
import { charactersOf, takeParts } from './take-parts.ts';
import { xmlText } from './xml-text.ts';

/** First what its bytes tell, then what a reader of PDFs finds by following its structure; that one fails where the document does. */
export async function* gatherPdfContents(task: DocumentTask): AsyncGenerator<DocumentContents> {
  const { bytes, isCut, maxCharacters } = task;
  const structure = pdfStructure(bytes, maxCharacters);
  yield { ...unreadDocument, hasActiveContent: structure.hasActiveContent };
  if (isCut) return;
  const found = await readPdf(bytes, maxCharacters);
  const strays = takeParts(strayParts(structure.strays, found.parts), maxCharacters - charactersOf(found.parts));
  yield {
    parts: [...found.parts, ...strays.parts],
    isReadable: structure.isWhole && found.isWhole && strays.isWhole,
    hasActiveContent: structure.hasActiveContent || found.hasActiveContent,
    isUnderstood: true,
  };
}

/** Titles and fields were read already; what is left is what no reader shows. */
function strayParts(strays: readonly string[], parts: readonly DocumentPart[]): DocumentPart[] {
  const known = new Set(parts.flatMap(({ text }) => text.split('\n')));
  const unknown = strays.filter((stray) => !known.has(stray));
  return unknown.length === 0 ? [] : [{ detail: 'outside of pages', text: unknown.join('\n') }];
}

interface PdfFinds {
  readonly parts: DocumentPart[];
  readonly isWhole: boolean;
  readonly hasActiveContent: boolean;
}

/** What one part of a PDF told: texts, and what they do. */
interface PdfFind {
  readonly detail: string;
  readonly texts: readonly unknown[];
  readonly isActive?: boolean;
  /** There is more to it than texts. */
  readonly isUnread?: boolean;
}

async function readPdf(bytes: Buffer, maxCharacters: number): Promise<PdfFinds> {
  const parts: DocumentPart[] = [];
  let room = maxCharacters;
  let isWhole = true;
  let hasActiveContent = false;
  for await (const { detail, texts, isActive = false, isUnread = false } of findsOf(await openPdf(bytes), bytes)) {
    const taken = takeParts(present(detail, texts), room);
    parts.push(...taken.parts);
    room -= charactersOf(taken.parts);
    isWhole &&= taken.isWhole && !isUnread;
    hasActiveContent ||= isActive;
    if (!taken.isWhole) break;
  }
  return { parts, isWhole, hasActiveContent };
}

/** Nothing is compiled, fetched or drawn. An error within the document is one of ours: half a text is not the text. */
const openPdf = (bytes: Buffer): Promise<PDFDocumentProxy> => openWith(bytes, { stopAtErrors: true });

/** The operators of a page name its images too: none is decoded, which counts as an error. */
const openWithoutImages = (bytes: Buffer): Promise<PDFDocumentProxy> =>
  openWith(bytes, { stopAtErrors: false, maxImageSize: 0 });

const openWith = (
  bytes: Buffer,
  options: { readonly stopAtErrors: boolean; readonly maxImageSize?: number },
): Promise<PDFDocumentProxy> =>
  getDocument({
    ...options,
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    enableXfa: true,
    disableFontFace: true,
    useSystemFonts: true,
    useWorkerFetch: false,
    useWasm: false,
  }).promise;

/** What is active comes first: a long text must not keep it from being seen. */
async function* findsOf(pdf: PDFDocumentProxy, bytes: Buffer): AsyncGenerator<PdfFind> {
  yield { detail: 'scripts', texts: [], isActive: await hasScripts(pdf) };
  yield { detail: 'document information', texts: informationOf(await pdf.getMetadata()) };
  yield* attachmentFinds(pdf);
  yield { detail: 'form fields', texts: fieldValues(await pdf.getFieldObjects()) };
  yield bookmarkFind(await pdf.getOutline());
  const drawn = await openWithoutImages(bytes);
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const read = await pageText(page);
    yield { detail: `page ${number}`, texts: [read] };
    yield await edgeFind(drawn, number, read);
    yield* annotationFinds(pdf, page, number);
    page.cleanup();
  }
}

/** Text of a page is what lies on it; what runs off its edges is shown by the same operators, and copied with the file. */
async function edgeFind(drawn: PDFDocumentProxy, number: number, read: string): Promise<PdfFind> {
  const page = await drawn.getPage(number);
  const shown = await shownText(page);
  page.cleanup();
  return { detail: `page ${number} beyond its edges`, texts: showsMore(shown, read) ? [shown] : [] };
}

function* present(detail: string, found: readonly unknown[]): Generator<DocumentPart> {
  const text = found.filter((each): each is string => typeof each === 'string' && each !== '').join('\n');
  if (text !== '') yield { detail, text };
}

async function hasScripts(pdf: PDFDocumentProxy): Promise<boolean> {
  if ((await pdf.hasJSActions()) || (await pdf.getJSActions()) !== null) return true;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    if ((await page.getJSActions()) !== null) return true;
  }
  return false;
}

const isDate = /^D:\d{4}/;

/** ISO 32000-1 14.3: title, author, subject, keywords, whatever producers add, and the same again in XMP. */
function informationOf({ info, metadata }: Awaited<ReturnType<PDFDocumentProxy['getMetadata']>>): string[] {
  const { Custom: custom, PDFFormatVersion: _, ...standard } = info as Record<string, unknown>;
  const values = [...Object.values(standard), ...Object.values(custom ?? {})];
  const strings = values.filter((value): value is string => typeof value === 'string' && !isDate.test(value));
  if (metadata === null) return strings;
  const xmp = String(metadata.getRaw());
  return [...strings, xmlText(xmp, xmp.length)];
}

async function* attachmentFinds(pdf: PDFDocumentProxy): AsyncGenerator<PdfFind> {
  const attachments = [...((await pdf.getAttachments()) ?? [])];
  const names = attachments.flatMap(([, attachment]) => fileTexts(attachment));
  yield { detail: 'attachment names', texts: names, isActive: attachments.length > 0 };
  for (const [id] of attachments) yield contentFind(await pdf.getAttachmentContent(id));
}

interface Attachment {
  readonly rawFilename: string;
  readonly description: string;
}

const fileTexts = ({ rawFilename, description }: Attachment): string[] => [rawFilename, description];

/** A file of plain text is read; of any other it is only known that it is there. */
function contentFind(content: Uint8Array | null): PdfFind {
  const isText = content !== null && isUtf8(content) && !content.includes(0);
  return isText
    ? { detail: 'attachment', texts: [Buffer.from(content).toString()] }
    : { detail: 'attachment', texts: [], isUnread: true };
}

const fieldValues = (fields: object | null): unknown[] =>
  Object.values(fields ?? {})
    .flat()
    .flatMap(({ name, value, defaultValue }) => [name, value, defaultValue].flat());

interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

/** Iterative, for a document may nest its bookmarks as deep as it likes. */
function bookmarkFind(outline: readonly OutlineItem[] | null): PdfFind {
  const texts: string[] = [];
  let isActive = false;
  const waiting = [...(outline ?? [])];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    texts.push(item.title);
    isActive ||= startsSomething(item);
    waiting.push(...item.items);
  }
  return { detail: 'bookmarks', texts, isActive };
}

/** A link, bookmark or annotation that leads to a script, to a file of this machine, or to one that the document brings. */
function startsSomething(target: object): boolean {
  const { unsafeUrl, attachment, file } = target as Record<string, unknown>;
  if (attachment !== undefined || file !== undefined) return true;
  return typeof unsafeUrl === 'string' && /^\s{0,9}(?:javascript|vbscript|file|data):/i.test(unsafeUrl);
}

async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}

/** ISO 32000-1 table 169. */
const activeSubtypes: ReadonlySet<unknown> = new Set(['FileAttachment', 'Movie', 'Screen', 'Sound', 'RichMedia', '3D']);

async function* annotationFinds(pdf: PDFDocumentProxy, page: PDFPageProxy, number: number): AsyncGenerator<PdfFind> {
  const annotations: readonly Record<string, unknown>[] = await page.getAnnotations();
  yield {
    detail: `annotations of page ${number}`,
    texts: annotations.flatMap(annotationTexts),
    isActive: annotations.some((each) => activeSubtypes.has(each.subtype) || startsSomething(each)),
  };
  for (const { fileId } of annotations) {
    if (typeof fileId === 'string') yield contentFind(await pdf.getAttachmentContent(fileId));
  }
}

const annotationTexts = (annotation: Record<string, unknown>): unknown[] => [
  stringOf(annotation.titleObj),
  stringOf(annotation.contentsObj),
  stringOf(annotation.richText),
  annotation.alternativeText,
  annotation.unsafeUrl,
  ...(annotation.file === undefined ? [] : fileTexts(annotation.file as Attachment)),
  ...[annotation.fieldValue].flat(),
];

const stringOf = (object: unknown): unknown => (object as { str?: unknown } | null | undefined)?.str;
