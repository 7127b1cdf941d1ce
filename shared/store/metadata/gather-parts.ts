import { metadataLimits } from '../../dicomweb/metadata-limits.ts';
import type { BodyPart } from '../../dicomweb/multipart-reader.ts';
import { splitJsonArray } from '../../dicomweb/split-json-array.ts';
import { GatewayError } from '../../errors.ts';
import type { GatewaySettings } from '../../settings.ts';
import type { BulkParts } from './bulk-parts.ts';

export type MetadataForm = 'application/dicom+json' | 'application/dicom+xml';

/** The metadata of one instance as text, not yet understood, and what else its part's headers say. */
export interface MetadataDocument {
  readonly bytes: Buffer;
  readonly headers: readonly string[];
}

/**
 * PS3.18 8.6.1.2: takes the metadata out of a body, one array in JSON or a part for each instance in XML, and sends all other
 * parts to the spool. The order of the parts does not matter.
 */
export async function gatherParts(
  parts: AsyncIterable<BodyPart>,
  {
    form,
    bulk,
    settings,
  }: { readonly form: MetadataForm; readonly bulk: BulkParts; readonly settings: GatewaySettings },
): Promise<readonly MetadataDocument[]> {
  const documents: MetadataDocument[] = [];
  let metadataParts = 0;
  const room = { bytesLeft: settings.maxMetadataBytes };
  for await (const part of parts) {
    if (!isMetadata(part, form)) await bulk.add(part);
    else {
      metadataParts += 1;
      if (form === 'application/dicom+json' && metadataParts > 1)
        throw invalid('The body has more than one part of JSON metadata.');
      for await (const document of documentsIn(part, form, room)) {
        documents.push(document);
        if (documents.length > settings.maxInstancesPerRequest) throw tooMany(settings.maxInstancesPerRequest);
      }
    }
  }
  if (documents.length === 0) throw invalid('The body has no metadata of any instance.');
  return documents;
}

/** A part without Content-Type is what the request's `type` says. */
const isMetadata = ({ contentType }: BodyPart, form: MetadataForm): boolean =>
  contentType === undefined || contentType.essence === form;

interface Room {
  bytesLeft: number;
}

async function* documentsIn(
  { body, headers }: BodyPart,
  form: MetadataForm,
  room: Room,
): AsyncGenerator<MetadataDocument> {
  const texts = [...headers].filter(([name]) => name !== 'content-type').map(([, value]) => value);
  const bounded = withinRoom(body, room);
  if (form === 'application/dicom+xml') yield { bytes: await gathered(bounded), headers: texts };
  else for await (const bytes of splitJsonArray(bounded)) yield { bytes, headers: texts };
}

async function* withinRoom(body: AsyncIterable<Uint8Array>, room: Room): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    room.bytesLeft -= chunk.length;
    if (room.bytesLeft < 0) throw tooLarge('The metadata are longer than this gateway takes (MAX_METADATA_BYTES).');
    yield chunk;
  }
}

async function gathered(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const { maxInstanceMetadataBytes } = metadataLimits;
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  for await (const chunk of body) {
    byteLength += chunk.length;
    if (byteLength > maxInstanceMetadataBytes) {
      throw tooLarge(
        `The metadata of an instance are longer than ${maxInstanceMetadataBytes} bytes; send large values as bulk data.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const invalid = (message: string) => new GatewayError('metadata-invalid', message);
const tooLarge = (message: string) => new GatewayError('request-too-large', message);
const tooMany = (maxInstances: number) =>
  tooLarge(`The body has more than ${maxInstances} instances; send them in several requests.`);
