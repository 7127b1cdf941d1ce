import type { Authorized } from '../access/authorize.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { dicomXmlChunks } from '../dicomweb/dicom-xml-writer.ts';
import type { OutgoingPart } from '../dicomweb/multipart-writer.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { instanceUrl } from './instance-url.ts';
import { readHeaders } from './read-headers.ts';

export const dicomXml = 'application/dicom+xml';

/** PS3.18 8.7.3.2 and PS3.19 A.1: an XML document an instance, written as the sidecars are read. */
export async function* metadataXml(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  { archive, settings }: Gateway,
): AsyncGenerator<OutgoingPart> {
  for await (const { location, header } of readHeaders(permit, locations, archive)) {
    const url = instanceUrl(settings.publicBaseUrl, location.key);
    const headers = { 'Content-Type': dicomXml, 'Content-Location': `${url}/metadata` };
    yield { headers, bytes: xmlBytes(header.dicomJson, `${url}/bulkdata/`) };
  }
}

async function* xmlBytes(dicomJson: DicomJson, bulkUrlPrefix: string): AsyncGenerator<Uint8Array> {
  for (const chunk of dicomXmlChunks(dicomJson, bulkUrlPrefix)) yield Buffer.from(chunk);
}
