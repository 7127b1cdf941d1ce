import type { Authorized } from '../../access/authorize.ts';
import { DicomError } from '../../dicom/dicom-error.ts';
import type { DicomJson } from '../../dicom/dicom-json.ts';
import { findText } from '../../dicom/json-numbers.ts';
import { isUid } from '../../dicom/uid.ts';
import { layOutPart10, part10Bytes } from '../../dicom/writing/part10-bytes.ts';
import type { BodyPart } from '../../dicomweb/multipart-reader.ts';
import { parseJsonText, readDicomJson } from '../../dicomweb/read-dicom-json.ts';
import { readDicomXml } from '../../dicomweb/read-dicom-xml.ts';
import type { Gateway } from '../../gateway.ts';
import { failureReasons } from '../failure-reasons.ts';
import { refusalOf } from '../refusal-of.ts';
import type { IncomingPart } from '../store-instances.ts';
import type { NamedInstance } from '../store-outcome.ts';
import { BulkParts } from './bulk-parts.ts';
import { gatherParts, type MetadataDocument, type MetadataForm } from './gather-parts.ts';
import { planInstance } from './plan-instance.ts';
import type { BulkReading } from './transform-picture.ts';

export interface MetadataRequest {
  readonly parts: AsyncIterable<BodyPart>;
  readonly form: MetadataForm;
  /** What relative BulkDataURIs and Content-Locations are relative to: the request's own URL. */
  readonly baseUrl: string;
}

/**
 * PS3.18 10.5.1: metadata and bulk data become Part 10 files, which then take the way of every store: reader, guard, archive.
 * Bulk data lie in a spool until the whole body has come, and are read from there as each file is written.
 */
export async function* instancesOfMetadata(
  permit: Authorized<'study.write'>,
  { parts, form, baseUrl }: MetadataRequest,
  { archive, settings, pixels }: Gateway,
): AsyncGenerator<IncomingPart> {
  const spool = await archive.openSpool(permit);
  try {
    const bulk = new BulkParts(spool, { baseUrl, maxParts: settings.maxBulkPartsPerRequest });
    const documents = await gatherParts(parts, { form, bulk, settings });
    await bulk.seal();
    for (const document of documents) yield await instanceOf(document, form, { bulk, pixels });
    if (bulk.unclaimedCount > 0) yield { kind: 'refused', outcome: { kind: 'refused', refusal: unclaimed } };
  } finally {
    await spool.discard();
  }
}

async function instanceOf(document: MetadataDocument, form: MetadataForm, reading: BulkReading): Promise<IncomingPart> {
  let dicomJson: DicomJson | undefined;
  try {
    dicomJson =
      form === 'application/dicom+xml' ? readDicomXml(document.bytes) : readDicomJson(parseJsonText(document.bytes));
    const { plan, headers } = await planInstance(dicomJson, reading);
    const partHeaders = [...new Set([...document.headers, ...headers])];
    return { kind: 'instance', bytes: part10Bytes(layOutPart10(plan)), partHeaders };
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return { kind: 'refused', outcome: { kind: 'refused', refusal: refusalOf(error), ...namedBy(dicomJson) } };
  }
}

/** Where the metadata name the instance, its sender is told which one was refused. */
function namedBy(dicomJson: DicomJson | undefined): { readonly named?: NamedInstance } {
  const [studyUid, seriesUid, sopInstanceUid, sopClassUid] = ['0020000D', '0020000E', '00080018', '00080016'].map(
    (tag) => (dicomJson === undefined ? undefined : findText(dicomJson, tag)) ?? '',
  ) as [string, string, string, string];
  if (!isUid(studyUid) || !isUid(seriesUid) || !isUid(sopInstanceUid) || !isUid(sopClassUid)) return {};
  return { named: { key: { studyUid, seriesUid, sopInstanceUid }, sopClassUid } };
}

const unclaimed = {
  reason: failureReasons.bulkUnclaimed,
  comment: 'Parts of the body have a Content-Location that no BulkDataURI names, or none.',
};
