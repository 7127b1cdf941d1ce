import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'unpdf/pdfjs';
import type { PdfContents, PdfTask, PdfText } from './pdf-contents.ts';
import { xmlText } from './xml-text.ts';

/** Follows the document's own structure to all that it says; fails where the document does. */
export async function gatherPdfContents({ bytes, maxCharacters }: PdfTask): Promise<PdfContents> {
  const pdf = await openPdf(bytes);
  const texts: PdfText[] = [];
  let room = maxCharacters;
  for await (const text of textsOf(pdf)) {
    texts.push(text);
    room -= text.text.length;
    if (room < 0) break;
  }
  return { texts, hasScripts: await hasScripts(pdf) };
}

/** Nothing is compiled, fetched or drawn. An error within the document is one of ours: half a text is not the text. */
function openPdf(data: Uint8Array<ArrayBuffer>): Promise<PDFDocumentProxy> {
  return getDocument({
    data,
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: true,
    enableXfa: true,
    disableFontFace: true,
    useSystemFonts: true,
    useWorkerFetch: false,
    useWasm: false,
  }).promise;
}

async function* textsOf(pdf: PDFDocumentProxy): AsyncGenerator<PdfText> {
  yield* present('document information', informationOf(await pdf.getMetadata()));
  yield* present('attachment names', attachmentNames(await pdf.getAttachments()));
  yield* present('form fields', fieldValues(await pdf.getFieldObjects()));
  yield* present('bookmarks', outlineTitles(await pdf.getOutline()));
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    yield* present(`page ${number}`, [await pageText(page)]);
    yield* present(`annotations of page ${number}`, annotationTexts(await page.getAnnotations()));
    page.cleanup();
  }
}

function* present(detail: string, found: readonly unknown[]): Generator<PdfText> {
  const text = found.filter((each): each is string => typeof each === 'string' && each !== '').join('\n');
  if (text !== '') yield { detail, text };
}

const isDate = /^D:\d{4}/;

/** ISO 32000-1 14.3: title, author, subject, keywords, whatever producers add, and the same again in XMP. */
function informationOf({ info, metadata }: Awaited<ReturnType<PDFDocumentProxy['getMetadata']>>): string[] {
  const { Custom: custom, PDFFormatVersion: _, ...standard } = info as Record<string, unknown>;
  const values = [...Object.values(standard), ...Object.values(custom ?? {})];
  const strings = values.filter((value): value is string => typeof value === 'string' && !isDate.test(value));
  return metadata === null ? strings : [...strings, xmlText(String(metadata.getRaw()))];
}

const attachmentNames = (attachments: Awaited<ReturnType<PDFDocumentProxy['getAttachments']>>): string[] =>
  Array.from(attachments?.values() ?? [], fileTexts).flat();

const fileTexts = ({ rawFilename, description }: Attachment): string[] => [rawFilename, description];

interface Attachment {
  readonly rawFilename: string;
  readonly description: string;
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
function outlineTitles(outline: readonly OutlineItem[] | null): string[] {
  const titles: string[] = [];
  const waiting = [...(outline ?? [])];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    titles.push(item.title);
    waiting.push(...item.items);
  }
  return titles;
}

async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}

const annotationTexts = (annotations: readonly Record<string, unknown>[]): unknown[] =>
  annotations.flatMap((annotation) => [
    stringOf(annotation.titleObj),
    stringOf(annotation.contentsObj),
    stringOf(annotation.richText),
    annotation.alternativeText,
    annotation.unsafeUrl,
    ...(annotation.file === undefined ? [] : fileTexts(annotation.file as Attachment)),
    ...[annotation.fieldValue].flat(),
  ]);

const stringOf = (object: unknown): unknown => (object as { str?: unknown } | null | undefined)?.str;

async function hasScripts(pdf: PDFDocumentProxy): Promise<boolean> {
  if ((await pdf.hasJSActions()) || (await pdf.getJSActions()) !== null) return true;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    if ((await page.getJSActions()) !== null) return true;
  }
  return false;
}
