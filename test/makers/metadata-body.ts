import { randomUUID } from 'node:crypto';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { dicomXmlChunks } from '../../shared/dicomweb/dicom-xml-writer.ts';

export interface BodyPartSpec {
  readonly contentType?: string;
  readonly location?: string;
  readonly content: Uint8Array | string;
}

export interface MetadataBody {
  readonly contentType: string;
  readonly body: Buffer<ArrayBuffer>;
}

/** PS3.18 8.6.1.2: all instances in one part of JSON, and what their BulkDataURIs name behind it. */
export function jsonBody(instances: readonly DicomJson[], bulk: readonly BodyPartSpec[] = []): MetadataBody {
  const metadata = { contentType: 'application/dicom+json', content: JSON.stringify(instances) };
  return bodyOf('application/dicom+json', [metadata, ...bulk]);
}

/** PS3.18 8.6.1.2: each instance a part of XML. */
export function xmlBody(instances: readonly DicomJson[], bulk: readonly BodyPartSpec[] = []): MetadataBody {
  const documents = instances.map((each) => ({
    contentType: 'application/dicom+xml',
    content: [...dicomXmlChunks(each)].join(''),
  }));
  return bodyOf('application/dicom+xml', [...documents, ...bulk]);
}

export function bodyOf(type: string, parts: readonly BodyPartSpec[]): MetadataBody {
  const boundary = randomUUID();
  const pieces = parts.flatMap(({ contentType, location, content }) => [
    `--${boundary}\r\n`,
    contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`,
    location === undefined ? '' : `Content-Location: ${location}\r\n`,
    '\r\n',
    content,
    '\r\n',
  ]);
  const body = Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece as string)));
  return { contentType: `multipart/related; type="${type}"; boundary=${boundary}`, body };
}

/** What a pile of metadata needs least: names, and a patient who never lived. */
export function bareMetadata(key: {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
  readonly sopClassUid?: string;
}): Record<string, DicomJson[string]> {
  return {
    '00080016': { vr: 'UI', Value: [key.sopClassUid ?? '1.2.840.10008.5.1.4.1.1.7'] },
    '00080018': { vr: 'UI', Value: [key.sopInstanceUid] },
    '00080060': { vr: 'CS', Value: ['OT'] },
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Synthetic^Ada' }] },
    '00100020': { vr: 'LO', Value: ['SYN-1'] },
    '0020000D': { vr: 'UI', Value: [key.studyUid] },
    '0020000E': { vr: 'UI', Value: [key.seriesUid] },
  };
}
