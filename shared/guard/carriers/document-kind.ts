import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { DocumentReport } from './document-report.ts';

type DocumentKind = DocumentReport['kind'];

const encapsulatedDocument = 0x00420011;
const mimeTypeOfEncapsulatedDocument = 0x00420012;

/** What the sender declares the top-level encapsulated document to be (PS3.3 C.24.2.1), in lower case without parameters. */
export function declaredMediaType(values: readonly CarriedValue[]): string {
  const declared = values.find(({ tag }) => tag === mimeTypeOfEncapsulatedDocument)?.text ?? '';
  return (declared.split(';')[0] ?? '').replaceAll('\0', '').trim().toLowerCase();
}

/** Its first bytes say what a document is; only where they say nothing the sender's word counts. */
export function findDocumentKind(value: CarriedValue, mediaType: string): DocumentKind | undefined {
  if (value.text !== undefined) return value.text.startsWith(pdfStart) ? 'pdf' : undefined;
  const kind = findKindOfBytes(value.bytes);
  return value.tag === encapsulatedDocument ? (kind ?? kindOfMediaType[mediaType] ?? 'other') : kind;
}

const pdfStart = '%PDF-';

/** ISO 32000-1 Annex H.3: readers accept a PDF that begins within the first 1024 bytes. */
const maxBytesBeforePdf = 1_024;

const kindOfMediaType: Readonly<Record<string, DocumentKind>> = {
  'application/pdf': 'pdf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'application/hl7-v3+xml': 'cda',
  'application/zip': 'zip',
  'model/stl': 'stl',
  'application/sla': 'stl',
  'model/obj': 'obj',
  'model/mtl': 'obj',
};

export function findKindOfBytes(bytes: Buffer): DocumentKind | undefined {
  if (bytes.subarray(0, maxBytesBeforePdf + pdfStart.length).includes(pdfStart)) return 'pdf';
  const head = bytes.toString('latin1', 0, maxHeadBytes);
  if (head.startsWith('PK\u0003\u0004')) return 'zip';
  const xmlHead = head.replaceAll('\0', '').replace(/^(?:\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)?\s{0,64}/, '');
  if (!/^<(?:\?xml\s|!--|(?:\w{1,32}:)?ClinicalDocument[\s>])/.test(xmlHead)) return undefined;
  return /<(?:\w{1,32}:)?ClinicalDocument[\s>]/.test(xmlHead) ? 'cda' : 'xml';
}

const maxHeadBytes = 4_096;
