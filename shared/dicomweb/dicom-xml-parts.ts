import type { DicomJson } from '../dicom/dicom-json.ts';
import { dicomXmlChunks } from './dicom-xml-writer.ts';
import type { OutgoingPart } from './multipart-writer.ts';

export interface XmlDataSet {
  readonly dicomJson: DicomJson;
  /** Stands before each BulkDataURI that the data set keeps as a bare path. */
  readonly bulkUrlPrefix?: string;
}

/** PS3.18 8.7.3.2: each data set is a part of its own; it is written when its turn has come. */
export async function* dicomXmlParts(
  dataSets: Iterable<XmlDataSet> | AsyncIterable<XmlDataSet>,
): AsyncGenerator<OutgoingPart> {
  for await (const { dicomJson, bulkUrlPrefix } of dataSets) {
    yield { headers: { 'Content-Type': 'application/dicom+xml' }, bytes: xmlBytes(dicomJson, bulkUrlPrefix) };
  }
}

async function* xmlBytes(dicomJson: DicomJson, bulkUrlPrefix?: string): AsyncGenerator<Uint8Array> {
  for (const chunk of dicomXmlChunks(dicomJson, bulkUrlPrefix)) yield Buffer.from(chunk);
}
