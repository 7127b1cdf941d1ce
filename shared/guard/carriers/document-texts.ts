import { isUtf8 } from 'node:buffer';
import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Turnstile } from '../../turnstile.ts';
import type { InspectedText } from '../inspected-text.ts';
import { declaredMediaType, findDocumentKind } from './document-kind.ts';
import type { DocumentReport } from './document-report.ts';
import type { PdfContents } from './pdf-contents.ts';
import { pdfStructure } from './pdf-structure.ts';
import { readPdf } from './read-pdf.ts';
import { valuePlace } from './value-place.ts';
import { decodeXml, xmlText } from './xml-text.ts';
import { zipNames } from './zip-names.ts';

export interface ReadDocuments {
  readonly texts: readonly InspectedText[];
  readonly reports: readonly DocumentReport[];
  /** Their bytes need no other look: all that they say is among the texts. */
  readonly understood: ReadonlySet<CarriedValue>;
}

/** For all documents of an instance together: a sender may pack many. */
const maxMilliseconds = 5_000;

/** Documents within elements, wherever they lie: an encapsulated one, or one that a private element hides. */
export async function readDocuments(
  values: readonly CarriedValue[],
  { maxTextCharacters, documentTurns }: DocumentLimits,
): Promise<ReadDocuments> {
  const documents = findDocuments(values);
  if (documents.length === 0) return { texts: [], reports: [], understood: new Set() };
  await documentTurns.enter();
  try {
    return await readInTurn(documents, maxTextCharacters);
  } finally {
    documentTurns.leave();
  }
}

export interface DocumentLimits {
  readonly maxTextCharacters: number;
  /** Where readers of documents wait for one another: each PDF takes a thread and a heap. */
  readonly documentTurns: Turnstile;
}

type FoundKind = Pick<DocumentTask, 'kind' | 'value'>;

function findDocuments(values: readonly CarriedValue[]): readonly FoundKind[] {
  const mediaType = declaredMediaType(values);
  return values.flatMap((value) => {
    const kind = findDocumentKind(value, mediaType);
    return kind === undefined ? [] : [{ kind, value }];
  });
}

async function readInTurn(documents: readonly FoundKind[], maxCharacters: number): Promise<ReadDocuments> {
  const texts: InspectedText[] = [];
  const reports: DocumentReport[] = [];
  const understood = new Set<CarriedValue>();
  const deadline = performance.now() + maxMilliseconds;
  for (const { kind, value } of documents) {
    const found = await readDocument({ kind, value, maxCharacters, deadline });
    texts.push(...found.parts.map((part) => textOfPart(part, value)));
    reports.push({ path: value.path, kind, isReadable: found.isReadable, hasActiveContent: found.hasActiveContent });
    if (found.isUnderstood) understood.add(value);
  }
  return { texts, reports, understood };
}

interface DocumentTask {
  readonly kind: DocumentReport['kind'];
  readonly value: CarriedValue;
  readonly maxCharacters: number;
  /** Of `performance.now()`. */
  readonly deadline: number;
}

interface DocumentPart {
  readonly detail: string;
  readonly text: string;
}

interface FoundDocument {
  readonly parts: readonly DocumentPart[];
  readonly isReadable: boolean;
  readonly hasActiveContent: boolean;
  readonly isUnderstood: boolean;
}

const textOfPart = ({ detail, text }: DocumentPart, value: CarriedValue): InspectedText => ({
  place: valuePlace(value, 'document', detail),
  text,
  isByteForByte: false,
});

async function readDocument(task: DocumentTask): Promise<FoundDocument> {
  const { kind, value } = task;
  if (kind === 'pdf') return readPdfDocument(value.bytes, value.isCut, task);
  if (kind === 'cda' || kind === 'xml') return readXmlDocument(task);
  if (kind === 'zip') return readZipDocument(value);
  const isReadable = !value.isCut && (kind !== 'other' || isPlainText(value.bytes));
  return { parts: [], isReadable, hasActiveContent: false, isUnderstood: false };
}

const isPlainText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.subarray(0, -1).includes(0);

async function readPdfDocument(bytes: Buffer, isCut: boolean, task: DocumentTask): Promise<FoundDocument> {
  const { hasActiveContent, strays } = pdfStructure(bytes);
  const contents = isCut ? undefined : await readPdf(bytes, limitsOf(task));
  if (contents === undefined) return { parts: [], isReadable: false, hasActiveContent, isUnderstood: false };
  return {
    parts: [...contents.texts, ...strayParts(strays, contents)],
    isReadable: true,
    hasActiveContent: hasActiveContent || contents.hasScripts,
    isUnderstood: true,
  };
}

const limitsOf = ({ maxCharacters, deadline }: DocumentTask) => ({
  maxCharacters,
  maxMilliseconds: Math.floor(deadline - performance.now()),
});

/** Titles and fields were read already; what is left is what no reader shows. */
function strayParts(strays: readonly string[], { texts }: PdfContents): DocumentPart[] {
  const known = new Set(texts.flatMap(({ text }) => text.split('\n')));
  const unknown = strays.filter((stray) => !known.has(stray));
  return unknown.length === 0 ? [] : [{ detail: 'outside of pages', text: unknown.join('\n') }];
}

/** A CDA document may wrap a PDF in Base64 (HL7 CDA R2 4.3.1), which is then read as one. */
async function readXmlDocument(task: DocumentTask): Promise<FoundDocument> {
  const { value } = task;
  const xml = decodeXml(value.bytes);
  const wrapped = findWrappedPdf(xml);
  const pdf = wrapped === undefined ? undefined : await readPdfDocument(wrapped, value.isCut, task);
  return {
    parts: [{ detail: 'XML text', text: xmlText(xml) }, ...(pdf?.parts ?? [])],
    isReadable: !value.isCut && (pdf?.isReadable ?? true),
    hasActiveContent: activeMarkup.test(xml) || pdf?.hasActiveContent === true,
    isUnderstood: true,
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

/** Entries that are compressed stay unread, and the report says so. */
function readZipDocument({ bytes, isCut }: CarriedValue): FoundDocument {
  const { names, isStored } = zipNames(bytes);
  return {
    parts: [{ detail: 'zip entry names', text: names.join('\n') }],
    isReadable: isStored && !isCut,
    hasActiveContent: names.some((name) => programName.test(name)),
    isUnderstood: false,
  };
}

const programName = /\.(?:bat|cmd|com|dll|exe|hta|jar|js|lnk|msi|ps1|scr|sh|vbs|wsf)$/i;
