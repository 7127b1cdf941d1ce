import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Turnstile } from '../../turnstile.ts';
import type { InspectedText } from '../inspected-text.ts';
import { valueParts } from '../value-parts.ts';
import { type DocumentContents, type DocumentPart, type DocumentTask, unreadDocument } from './document-contents.ts';
import { declaredMediaType, findDocumentKind, findKindOfBytes } from './document-kind.ts';
import type { DocumentReport } from './document-report.ts';
import { readDocument } from './read-document.ts';
import { charactersOf } from './take-parts.ts';
import { valuePlace } from './value-place.ts';
import { readXml } from './xml-contents.ts';
import { zipContents } from './zip-contents.ts';

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
  /** Where readers of documents wait for one another: each takes a process. */
  readonly documentTurns: Turnstile;
}

interface FoundDocument {
  readonly kind: DocumentReport['kind'];
  readonly value: CarriedValue;
  /** The whole value, or a fragment of it. */
  readonly bytes: Buffer;
}

function findDocuments(values: readonly CarriedValue[]): readonly FoundDocument[] {
  const mediaType = declaredMediaType(values);
  const found: FoundDocument[] = [];
  for (const value of values) {
    const kind = findDocumentKind(value, mediaType);
    if (kind !== undefined) found.push({ kind, value, bytes: value.bytes });
    else if (value.text === undefined) found.push(...documentsInFragments(value));
  }
  return found;
}

function* documentsInFragments(value: CarriedValue): Generator<FoundDocument> {
  for (const bytes of valueParts(value.bytes)) {
    const kind = bytes === value.bytes ? undefined : findKindOfBytes(bytes);
    if (kind !== undefined) yield { kind, value, bytes };
  }
}

/** One character more is asked for than there is room for: whoever takes the texts then sees that there was more. */
async function readInTurn(documents: readonly FoundDocument[], maxCharacters: number): Promise<ReadDocuments> {
  const texts: InspectedText[] = [];
  const reports: DocumentReport[] = [];
  const understood = new Set<CarriedValue>();
  const deadline = performance.now() + maxMilliseconds;
  let room = maxCharacters + 1;
  for (const { kind, value, bytes } of documents) {
    const task = { kind, bytes, isCut: value.isCut, maxCharacters: room };
    const { parts, isReadable, hasActiveContent, isUnderstood } = await contentsOf(task, deadline);
    texts.push(...parts.map((part) => textOfPart(part, value)));
    reports.push({ path: value.path, kind, isReadable, hasActiveContent });
    if (isUnderstood && bytes === value.bytes) understood.add(value);
    room -= charactersOf(parts);
  }
  return { texts, reports, understood };
}

const textOfPart = ({ detail, text }: DocumentPart, value: CarriedValue): InspectedText => ({
  place: valuePlace(value, 'document', detail),
  text,
  isByteForByte: false,
});

/** Up to this size XML and ZIP take less time here than another process takes to start. */
const maxBytesInProcess = 64 * 1024;

/** `deadline` is one of `performance.now()`; what comes after it stays unread. */
async function contentsOf(task: DocumentTask, deadline: number): Promise<DocumentContents> {
  const maxMilliseconds = Math.floor(deadline - performance.now());
  if (maxMilliseconds <= 0) return unreadDocument;
  return (await findContentsInProcess(task)) ?? readDocument(task, maxMilliseconds);
}

/** Where there are many, others get their turn between them. */
async function findContentsInProcess(task: DocumentTask): Promise<DocumentContents | undefined> {
  const { kind, bytes } = task;
  if (kind === 'pdf') return undefined;
  if (kind === 'stl' || kind === 'obj' || kind === 'other') return contentsOfPlain(task);
  if (bytes.length > maxBytesInProcess) return undefined;
  await setImmediate();
  if (kind === 'zip') return zipContents(task);
  const { contents, wrappedPdf } = readXml(task);
  return wrappedPdf === undefined ? contents : undefined;
}

/** Their texts are found as bytes. */
const contentsOfPlain = ({ kind, bytes, isCut }: DocumentTask): DocumentContents => ({
  ...unreadDocument,
  isReadable: !isCut && (kind !== 'other' || isPlainText(bytes)),
});

const isPlainText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.subarray(0, -1).includes(0);
